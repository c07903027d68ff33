#!/usr/bin/env python3
"""Makes a shared drive as networks have them: import-folder.py DIR FILES MEGABYTES. PDF, Word and OpenDocument files,
pictures and texts in folders three deep; one in twenty a double, one in a hundred something that must be refused."""
import io, os, random, struct, sys, zipfile, zlib

root, files, megabytes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rng = random.Random(2006)
mean = megabytes * 1_000_000 // files
words = "accueil diagnostic partage plan accompagnement suivi association emploi ressourcerie gouvernance budget charte".split()


def sentence(n):
    return " ".join(rng.choice(words) for _ in range(n))


def noise(n):
    return rng.randbytes(max(1, n))


def pdf(size):
    page = b"BT /F1 12 Tf 60 760 Td 14 TL " + b"".join(b"(%s) Tj T* " % sentence(10).encode() for _ in range(40)) + b"ET"
    body = noise(size)  # a picture that the page does not draw: bytes that cannot be compressed
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>/XObject<</I 6 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length %d>>stream\n%s\nendstream" % (len(body), body),
    ]
    out, at = bytearray(b"%PDF-1.4\n"), []
    for n, o in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (n, o)
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % a for a in at)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, xref))


def zipped(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data, stored in entries:
            z.writestr(name, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(size):
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    text = "".join(f"<w:p><w:r><w:t>{sentence(30)}</w:t></w:r></w:p>" for _ in range(60))
    return zipped([("[Content_Types].xml", types, False), ("_rels/.rels", rels, False), ("word/document.xml",
        f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{text}</w:body></w:document>', False),
        ("word/media/image1.jpeg", noise(size), True)])


def odt(size):
    text = "".join(f"<text:p>{sentence(30)}</text:p>" for _ in range(60))
    return zipped([("mimetype", "application/vnd.oasis.opendocument.text", True), ("content.xml",
        f'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{text}</office:text></office:body></office:document-content>', False),
        ("Pictures/1.jpg", noise(size), True)])


def png(size):
    width = 600
    height = max(1, size // (width * 3))
    raw = b"".join(b"\0" + noise(width * 3) for _ in range(height))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(raw, 1)) + chunk(b"IEND", b"")


def bad(n):
    kind = n % 5
    if kind == 0:
        return "vide.pdf", b""
    if kind == 1:
        return "archive.docx", zipped([("a.txt", "a" + str(n), False)])
    if kind == 2:
        return "programme.exe", b"MZ" + noise(2000)
    if kind == 3:
        return "coupe.pdf", pdf(5000)[:900]
    return "script.pdf", pdf(100).replace(b"<</Type/Catalog", b"<</OpenAction<</S/JavaScript/JS(x)>>/Type/Catalog")


kinds = [(pdf, "pdf", 60), (docx, "docx", 20), (odt, "odt", 8), (png, "png", 8), (None, "txt", 4)]
kept, doubles, refused, total = [], 0, 0, 0
for n in range(files):
    folder = os.path.join(root, f"Pôle {n % 7}", f"Année {2018 + n % 9}", f"Dossier n° {n % 83}")
    os.makedirs(folder, exist_ok=True)
    size = min(45_000_000, int(rng.expovariate(1 / (mean * 1.04)))) + 500
    if n % 100 == 99:
        name, data = bad(n // 100)
        name = f"{n} {name}"
        refused += 1
    elif n % 20 == 10 and kept:
        with open(rng.choice(kept), "rb") as before:
            data = before.read()
        name = f"copie {n}" + os.path.splitext(before.name)[1]
        doubles += 1
    else:
        make, ending, _ = rng.choices(kinds, [k[2] for k in kinds])[0]
        data = make(size) if make else (sentence(min(20_000, size // 9)) + f" {n}").encode()
        name = f"Fiche {n} – été.{ending}"
        kept.append(os.path.join(folder, name))
    with open(os.path.join(folder, name), "wb") as out:
        out.write(data)
    total += len(data)
print(f"made={len(kept)} doubles={doubles} refused={refused} bytes={total}")
