"""One file for each row of docs/requirements.md; each proof is also shown to fail with its feature switched off."""
