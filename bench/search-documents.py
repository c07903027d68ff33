"""Documents, queries and beginnings of words for bench/search, made from the words of Maillage's own French texts.

The words of the bundles and of the demonstration, by their frequency there, come first; inflections generated from them
follow, up to VOCABULARY words. The word of rank r is drawn with a probability in proportion to 1/r (Zipf's law).
Usage: search-documents.py REPOSITORY FOLDER DOCUMENTS; writes documents.tsv (for COPY), queries.txt, beginnings.txt.
"""
import bisect, collections, datetime, glob, itertools, json, random, re, sys

VOCABULARY = 30_000
QUERIES = 2_000
here, folder, documents = sys.argv[1], sys.argv[2], int(sys.argv[3])
random.seed(51)

WORD = re.compile(r"[a-zàâäçéèêëîïôöùûüœæ]+")
PREFIXES = ["re", "dé", "pré", "inter", "co", "sur", "auto", "multi", "micro", "contre", "sous", "hyper", "télé", "bio"]
ENDINGS = ["s", "e", "es", "er", "é", "ée", "és", "ant", "ait", "ent", "ement", "ation", "ations", "ateur", "atrice",
           "eur", "euse", "able", "ables", "iste", "isme", "ité", "ités", "ique", "iques", "age", "ages", "ure", "oir"]


def texts():
    for name in sorted(glob.glob(f"{here}/src/main/resources/i18n/*_fr.properties")):
        for line in open(name, encoding="utf-8"):
            if "=" in line and not line.startswith("#"):
                yield line.split("=", 1)[1]
    for name in sorted(glob.glob(f"{here}/src/main/resources/demonstration/*.json")) + [
            f"{here}/src/main/resources/networks/champagne-ardenne.json"]:
        waiting = [json.load(open(name, encoding="utf-8"))]
        while waiting:
            value = waiting.pop()
            if isinstance(value, str): yield value
            elif isinstance(value, list): waiting.extend(value)
            elif isinstance(value, dict): waiting.extend(value.values())


def vocabulary():
    counts = collections.Counter(w for text in texts() for w in WORD.findall(text.lower()))
    natural = [w for w, _ in counts.most_common()]
    known, stems = set(natural), [w for w in natural if len(w) >= 5]
    made = []
    for word in itertools.chain(stems, (p + s for p in PREFIXES for s in stems)):
        for ending in ENDINGS:
            base = word.rstrip("s")
            base = base[:-1] if base[-1] in "eéai" else base
            new = base + ending
            if new not in known:
                known.add(new)
                made.append(new)
    random.shuffle(made)
    return (natural + made)[:VOCABULARY], len(natural)


words, natural = vocabulary()
zipf = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
# A title holds few small words: it is drawn from the same law without the forty commonest.
title_zipf = list(itertools.accumulate(1 / rank for rank in range(1, len(words) - 39)))


def sentence(count, commas=True):
    drawn = random.choices(words, cum_weights=zipf, k=count)
    text = []
    for at in range(0, count, 14):
        part = " ".join(drawn[at:at + 14])
        text.append(part[:1].upper() + part[1:] + ".")
    return " ".join(text)


def title():
    drawn = random.choices(words[40:], cum_weights=title_zipf, k=random.randint(4, 9))
    return (" ".join(drawn)).capitalize()


KINDS = ["TOOL"] * 45 + ["CALL"] * 15 + ["NEWS"] * 15 + ["EVENT"] * 15 + ["PERSON"] * 4 + ["ORGANISATION"] * 5 + ["PAGE"]
AUDIENCES = ["{all}"] * 60 + ["{role:OFFICER,role:FACILITATOR}"] * 34 + ["{dla:marne}", "{dla:aube}", "{dla:ardennes}"] * 2
DOMAINS = ["STRATEGY", "FINANCE", "DIGITAL", "LEGAL", "IMPACT", "GOVERNANCE", "HUMAN_RESOURCES"]
now = datetime.datetime(2026, 11, 24, tzinfo=datetime.timezone.utc)
queries, beginnings = [], []
ask = set(random.sample(range(documents), min(documents, QUERIES)))
with open(f"{folder}/documents.tsv", "w", encoding="utf-8") as out:
    for n in range(documents):
        head, summary = title(), sentence(random.randint(12, 30))
        text = sentence(max(30, min(3000, int(random.lognormvariate(5.4, 0.7)))))
        at = now - datetime.timedelta(seconds=random.randint(0, 8 * 365 * 86400))
        department, domain = random.choice(["08", "10", "51", "52"]), random.choice(DOMAINS)
        kind = random.choice(KINDS)
        out.write("\t".join([kind, f"bench-{n}", f"/bench/{n}", head, summary, text, "{" + department + "}",
                             "{" + domain + "}", random.choice(AUDIENCES), at.isoformat()]) + "\n")
        if n in ask:
            # Two words as they stand in a document, so that common words are asked for as often as they are written.
            found = [w for w in WORD.findall(text.lower()) if len(w) >= 4]
            pair = random.sample(found, 2) if len(found) > 1 else ["association", "accompagnement"]
            queries.append(" ".join(pair))
            first = WORD.findall(head.lower())
            word = random.choice(first)
            before = random.choice(first) + " " if random.random() < 0.3 else ""
            beginnings.append(before + word[:random.randint(2, max(2, len(word) - 1))])
random.shuffle(queries)
for name, lines in (("queries", queries), ("beginnings", beginnings)):
    open(f"{folder}/{name}.txt", "w", encoding="utf-8").write("\n".join(lines) + "\n")
print(f"{len(words)} words, {natural} of them from our own texts")
