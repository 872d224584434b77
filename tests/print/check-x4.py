#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks a PDF against the rules of PDF/X-4 (ISO 15930-7) that can be read off its structure, and
against the rule that black text overprints. Needs qpdf. Prints one line for each violation and
ends with status 1 when there is one. It is no certified validator: what it passes conforms by
these checks.
"""
import argparse
import base64
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
XMP_MM = "{http://ns.adobe.com/xap/1.0/mm/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
PDFX = "{http://www.npes.org/pdfx/ns/id/}"
DC = "{http://purl.org/dc/elements/1.1/}"

FORBIDDEN_IN_CATALOG = ("/AcroForm", "/AA", "/OpenAction", "/Names", "/Perms")
FORBIDDEN_IN_PAGE = ("/Annots", "/AA", "/PresSteps", "/ArtBox")
FORBIDDEN_IN_STATE = ("/TR", "/TR2", "/HTP", "/BG", "/UCR")
RGB_OPERATORS = ("rg", "RG")
TEXT_OPERATORS = ("Tj", "TJ", "'", '"')
BLACK = (0.0, 0.0, 0.0, 1.0)

TOKEN = re.compile(
    rb"%[^\r\n]*|<<|>>|<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\()])*\)|[\[\]]|/[^\s<>\[\]()/%]*"
    rb"|[^\s<>\[\]()/%]+", re.S)


class Checker:
    def __init__(self, path):
        self.problems = []
        output = subprocess.run(
            ["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path],
            capture_output=True, check=False)
        if output.returncode not in (0, 3):
            sys.exit(f"check-x4: {path}: {output.stderr.decode(errors='replace').strip()}")
        document = json.loads(output.stdout)["qpdf"]
        self.header, self.objects = document[0], document[1]
        if output.returncode == 3:
            self.fail("qpdf had to mend the file")

    def fail(self, problem):
        if problem not in self.problems:
            self.problems.append(problem)

    def resolve(self, value):
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            entry = self.objects.get("obj:" + value, {})
            value = entry.get("value", entry.get("stream"))
        return value

    def get(self, value, *keys):
        value = self.resolve(value)
        for key in keys:
            if isinstance(value, dict) and "dict" in value and key not in value:
                value = value["dict"]
            value = self.resolve(value.get(key)) if isinstance(value, dict) else None
        return value

    def text(self, value):
        value = self.resolve(value)
        return value.split(":", 1)[1] if isinstance(value, str) and value[:2] in ("u:", "b:") else value

    @staticmethod
    def data(stream):
        return base64.b64decode(stream["data"]) if isinstance(stream, dict) and "data" in stream else b""

    # The document

    def check(self):
        trailer = self.objects["trailer"]["value"]
        if self.header["pdfversion"] != "1.6":
            self.fail(f"version is {self.header['pdfversion']}, not 1.6")
        if "/Encrypt" in trailer:
            self.fail("is encrypted")
        if "/ID" not in trailer:
            self.fail("has no file identifier")
        catalog = self.get(trailer, "/Root")
        for key in FORBIDDEN_IN_CATALOG:
            if key in catalog:
                self.fail(f"catalog has {key}")
        self.check_metadata(catalog, self.get(trailer, "/Info") or {})
        self.check_intent(catalog)
        pages = list(self.pages(self.get(catalog, "/Pages")))
        if not pages:
            self.fail("has no pages")
        for page in pages:
            self.check_page(page)
        self.check_objects()
        return self.problems

    def pages(self, node):
        for kid in self.get(node, "/Kids") or []:
            if self.get(kid, "/Type") == "/Pages":
                yield from self.pages(kid)
            else:
                yield self.resolve(kid)

    def check_metadata(self, catalog, info):
        if self.text(info.get("/GTS_PDFXVersion")) != "PDF/X-4":
            self.fail("Info does not say PDF/X-4")
        if self.get(info, "/Trapped") not in ("/True", "/False"):
            self.fail("Info does not say whether it is trapped")
        stream = self.get(catalog, "/Metadata")
        if stream is None:
            self.fail("has no XMP metadata")
            return
        if "/Filter" in stream["dict"]:
            self.fail("XMP metadata are compressed")
        try:
            packet = ElementTree.fromstring(self.data(stream).decode("utf-8-sig").strip())
        except (ElementTree.ParseError, UnicodeDecodeError) as error:
            self.fail(f"XMP is not XML: {error}")
            return
        description = packet.find(f".//{RDF}Description")
        self.check_agreement(info, description)

    def check_agreement(self, info, description):
        def value(name):
            found = description.find(name)
            return found.text if found is not None else None

        for name in (XMP_MM + "DocumentID", XMP_MM + "VersionID", XMP_MM + "RenditionClass",
                     XMP + "MetadataDate"):
            if not value(name):
                self.fail(f"XMP lacks {name.rsplit('}', 1)[1]}")
        title = description.find(f"{DC}title/{RDF}Alt/{RDF}li")
        pairs = [
            ("PDF/X version", value(PDFX + "GTS_PDFXVersion"), self.text(info.get("/GTS_PDFXVersion"))),
            ("trapping", value(PDF + "Trapped"), (info.get("/Trapped") or "").lstrip("/")),
            ("producer", value(PDF + "Producer"), self.text(info.get("/Producer"))),
            ("title", title.text if title is not None else None, self.text(info.get("/Title"))),
        ]
        for name, key in ((XMP + "CreateDate", "/CreationDate"), (XMP + "ModifyDate", "/ModDate")):
            date = self.text(info.get(key)) or ""
            pairs.append((key, re.sub(r"\D", "", value(name) or "-")[:14],
                          re.sub(r"\D", "", date)[:14]))
        for name, in_xmp, in_info in pairs:
            if not in_xmp or in_xmp != in_info:
                self.fail(f"XMP and Info disagree about {name}: {in_xmp} and {in_info}")

    def check_intent(self, catalog):
        intents = [self.resolve(i) for i in self.get(catalog, "/OutputIntents") or []]
        intents = [i for i in intents if i.get("/S") == "/GTS_PDFX"]
        if len(intents) != 1:
            self.fail(f"has {len(intents)} output intents of PDF/X, not 1")
            return
        if not self.text(intents[0].get("/OutputConditionIdentifier")):
            self.fail("output intent names no condition")
        stream = self.get(intents[0], "/DestOutputProfile")
        profile = self.data(stream)
        if profile[36:40] != b"acsp" or profile[12:20] != b"prtrCMYK":
            self.fail("output intent embeds no CMYK printer's profile")
        if self.get(stream, "/N") != 4:
            self.fail("output profile has not 4 components")

    # Pages

    def inherited(self, page, key):
        while page is not None:
            if key in page:
                return self.resolve(page[key])
            page = self.get(page, "/Parent")
        return None

    def check_page(self, page):
        for key in FORBIDDEN_IN_PAGE:
            if key in page:
                self.fail(f"page has {key}")
        media, trim = self.inherited(page, "/MediaBox"), self.get(page, "/TrimBox")
        bleed = self.get(page, "/BleedBox") or media
        if trim is None:
            self.fail("page has no TrimBox")
        elif not (self.contains(media, bleed) and self.contains(bleed, trim)):
            self.fail("boxes do not lie within each other")
        resources = self.inherited(page, "/Resources") or {}
        contents = page.get("/Contents")
        parts = self.resolve(contents)
        streams = parts if isinstance(parts, list) else [contents]
        content = b"\n".join(self.data(self.resolve(s)) for s in streams)
        self.check_content(content, resources)
        for name, font in (self.get(resources, "/Font") or {}).items():
            self.check_font(name, self.resolve(font))

    @staticmethod
    def contains(outer, inner):
        slack = 0.001
        return (outer[0] <= inner[0] + slack and outer[1] <= inner[1] + slack
                and outer[2] >= inner[2] - slack and outer[3] >= inner[3] - slack)

    def check_content(self, content, resources):
        states = self.get(resources, "/ExtGState") or {}
        now = {"paint": BLACK[:3] + (0.0,), "op": False, "opm": 0, "font": None}
        saved, operands = [], []
        for match in TOKEN.finditer(content):
            token = match.group().decode("latin-1")
            if token[0] in "%":
                continue
            if token[0] in "<>[]/(" or re.match(r"[-+.\d]", token):
                operands.append(token)
                continue
            self.operator(token, operands, now, saved, resources, states)
            operands = []
        if saved:
            self.fail("content leaves graphics states saved")

    def operator(self, name, operands, now, saved, resources, states):
        if name in RGB_OPERATORS:
            self.fail("content paints in RGB")
        elif name == "q":
            saved.append(dict(now))
        elif name == "Q":
            if not saved:
                self.fail("content restores what it did not save")
            else:
                now.clear()
                now.update(saved.pop())
        elif name == "k":
            now["paint"] = tuple(float(o) for o in operands[-4:])
        elif name == "g":
            now["paint"] = (0.0, 0.0, 0.0, 1.0 - float(operands[-1]))
        elif name in ("cs", "CS"):
            now["paint"] = operands[-1]
            self.check_color_space((self.get(resources, "/ColorSpace") or {}).get(
                operands[-1], operands[-1]))
        elif name == "gs":
            self.graphics_state(self.resolve(states.get(operands[-1])), operands[-1], now)
        elif name == "Tf":
            now["font"] = operands[0]
        elif name in TEXT_OPERATORS:
            self.check_text(now, resources)
        elif name in ("BI", "sh"):
            self.fail(f"content has {name}")
        elif name == "Do" and self.get(resources, "/XObject", operands[-1]) is None:
            self.fail(f"content draws {operands[-1]}, which there is not")

    def graphics_state(self, state, name, now):
        if state is None:
            self.fail(f"content uses {name}, which there is not")
            return
        for key in FORBIDDEN_IN_STATE:
            if key in state and state[key] not in ("/Default", "/Identity"):
                self.fail(f"graphics state has {key}")
        now["op"] = state.get("/op", state.get("/OP", now["op"]))
        now["opm"] = state.get("/OPM", now["opm"])

    def check_text(self, now, resources):
        overprints = now["op"] is True and now["opm"] == 1
        if now["paint"] == BLACK and not overprints:
            self.fail("black text does not overprint")
        if now["paint"] != BLACK and now["op"] is True:
            self.fail(f"text in {now['paint']} overprints")
        if self.get(resources, "/Font", now["font"] or "") is None:
            self.fail("text in a font that there is not")

    # Fonts, images and all else

    def check_font(self, name, font):
        if font.get("/Subtype") == "/Type3":
            return
        if "/ToUnicode" not in font:
            self.fail(f"font {name} does not say its characters")
        descendants = self.get(font, "/DescendantFonts")
        real = self.resolve(descendants[0]) if descendants else font
        descriptor = self.get(real, "/FontDescriptor") or {}
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            self.fail(f"font {font.get('/BaseFont', name)} is not embedded")
        if real.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in real:
            self.fail(f"font {name} has no map to its glyphs")

    def check_color_space(self, space):
        space = self.resolve(space)
        family = space[0] if isinstance(space, list) else space
        if family in ("/DeviceRGB", "/CalRGB", "/Pattern", "/DeviceN", "/Indexed"):
            self.fail(f"uses {family}")
        elif family == "/ICCBased" and self.get(space[1], "/N") != 4:
            self.fail("uses a profile that is not CMYK")
        elif family == "/Separation":
            self.check_color_space(space[2])

    def check_objects(self):
        for entry in self.objects.values():
            stream = entry.get("stream")
            dictionary = stream["dict"] if stream else entry.get("value")
            if not isinstance(dictionary, dict):
                continue
            if dictionary.get("/S") in ("/JavaScript", "/Launch", "/URI", "/SubmitForm"):
                self.fail(f"has an action {dictionary['/S']}")
            if stream is None:
                continue
            filters = self.resolve(dictionary.get("/Filter"))
            for name in filters if isinstance(filters, list) else [filters]:
                if name in ("/LZWDecode", "/Crypt"):
                    self.fail(f"stream filtered by {name}")
            if dictionary.get("/Subtype") == "/Image":
                self.check_color_space(dictionary.get("/ColorSpace", "/DeviceGray"))
                if dictionary.get("/Interpolate") or "/Alternates" in dictionary or "/OPI" in dictionary:
                    self.fail("image with alternates or interpolation")
            if dictionary.get("/Subtype") == "/PS":
                self.fail("has PostScript")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdf", nargs="+")
    worst = 0
    for path in parser.parse_args().pdf:
        for problem in Checker(path).check():
            print(f"{path}: {problem}")
            worst = 1
    return worst


if __name__ == "__main__":
    sys.exit(main())
