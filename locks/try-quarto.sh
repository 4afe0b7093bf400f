#!/bin/sh
# Try to get Quarto through the package registry. Its package downloads the program itself while it installs,
# so on a closed network this fails; the embedded engine then renders the same sources.
set -u
bin=$1
[ "${WORKBENCH_QUARTO:-try}" = no ] && exit 0
command -v quarto >/dev/null 2>&1 && exit 0
[ -x "$bin/quarto" ] && exit 0
if timeout 300 "$bin/python" -m pip install --quiet --disable-pip-version-check --no-deps quarto-cli >/dev/null 2>&1 \
  && "$bin/quarto" --version >/dev/null 2>&1
then
  echo "Quarto $("$bin/quarto" --version) is set up."
else
  "$bin/python" -m pip uninstall --quiet --yes quarto-cli >/dev/null 2>&1
  echo "Quarto could not be set up here; reports are rendered by the embedded engine."
fi
exit 0
