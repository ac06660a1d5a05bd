"""Certificates that sign themselves."""

import subprocess


def certificate(folder, name, common):
    """Makes a certificate for `common` and localhost in folder/name.pem and folder/name.key."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
         "2", "-subj", f"/CN={common}", "-addext", "subjectAltName=DNS:localhost", "-keyout",
         str(folder / f"{name}.key"), "-out", str(folder / f"{name}.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    (folder / f"{name}.key").chmod(0o600)
