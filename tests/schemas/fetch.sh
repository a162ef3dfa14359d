#!/bin/sh
# The official schemas of XLIFF 1.2 (strict), XLIFF 2 core and TMX 1.4b, out of two Debian packages that ship them.
# Nothing is installed: the packages are unpacked to build/schemas, where the tests look.
set -eu
cd "$(dirname "$0")/../.."
rm -rf build/schemas
mkdir -p build/schemas
cd build/schemas
apt-get download -qq php-symfony-translation omegat
for package in ./*.deb; do dpkg-deb -x "$package" .; done
mv usr/share/php/Symfony/Component/Translation/Resources/schemas/*.xsd .
python3 -m zipfile -e usr/share/omegat/OmegaT.jar jar
mv jar/schemas/tmx14.dtd .
rm -rf usr jar ./*.deb
ls
