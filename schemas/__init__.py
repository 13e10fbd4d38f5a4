"""What a form is and what its values are. Kept empty of imports, so that a low floor never pulls in a high one."""
