"""Make `phones.txt`: for each calling code the digits that a possible number may have after it, and the calling code of each territory.

Run `python -m extractor.data.make_phones` after a new release of phonenumbers. It spares the common case (a number with its country code and a
possible length) the import of the library. Sections: `[codes]` (calling code|lengths|national prefixes), `[territories]` (territory|calling code).
"""

from __future__ import annotations

from pathlib import Path

import phonenumbers
from phonenumbers import PhoneMetadata


def main() -> None:
    """Write the file beside this script."""
    codes: list[str] = []
    territories: list[str] = []
    for code, regions in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()):
        lengths: set[int] = set()
        prefixes: set[str] = set()
        for index, region in enumerate(regions):
            metadata = PhoneMetadata.metadata_for_region(region, None) if region != "001" else PhoneMetadata.metadata_for_nongeo_region(code, None)
            assert metadata is not None
            assert metadata.general_desc is not None
            # Only the main region's lengths decide whether a number is possible.
            if index == 0:
                lengths.update(metadata.general_desc.possible_length)
            prefixes.add(metadata.national_prefix or "")
            if region != "001":
                territories.append(f"{region}|{code}")
        codes.append(f"{code}|{' '.join(str(length) for length in sorted(lengths))}|{' '.join(sorted(prefixes - {''}))}")
    out = ["[codes]", *codes, "[territories]", *sorted(territories)]
    Path(__file__).with_name("phones.txt").write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
