package vocab_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// constant is one constant of the package, read from its source.
type constant struct{ goName, local string }

// tgConstants reads the constants of the form "Name quad.IRI = NS + "local"". The source is read, since
// Go has no way to list a package's constants when it runs.
func tgConstants(t *testing.T) map[string]constant {
	t.Helper()
	files, err := filepath.Glob("[a-z]*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]constant{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		collectConstants(t, file, found)
	}
	return found
}

func collectConstants(t *testing.T, file *ast.File, found map[string]constant) {
	t.Helper()
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		sum, ok := spec.Values[0].(*ast.BinaryExpr)
		if !ok {
			return true
		}
		if ns, ok := sum.X.(*ast.Ident); !ok || ns.Name != "NS" {
			return true
		}
		local, err := strconv.Unquote(sum.Y.(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := found[local]; ok {
			t.Errorf("%s and %s are both tg:%s", other.goName, spec.Names[0].Name, local)
		}
		found[local] = constant{spec.Names[0].Name, local}
		return true
	})
}

// block is a subject of the Turtle file with its predicates and objects as they are written.
type block map[string][]string

var (
	prefixLine  = regexp.MustCompile(`^@prefix ([a-z]+): <([^<>]+)> \.$`)
	subjectLine = regexp.MustCompile(`^(tg:[A-Za-z0-9]+|<[^<>]+>)$`)
	objectLine  = regexp.MustCompile(`^    ([a-z]+:[A-Za-z]+) (.+) ([;.])$`)
)

// readTurtle reads the part of Turtle that talentgraph.ttl is written in (see its head), and fails on
// any line beyond it.
func readTurtle(t *testing.T) (prefixes map[string]string, blocks map[string]block) {
	t.Helper()
	prefixes, blocks = map[string]string{}, map[string]block{}
	var current block
	for i, line := range strings.Split(vocab.Turtle(), "\n") {
		if m := objectLine.FindStringSubmatch(line); m != nil && current != nil {
			current[m[1]] = append(current[m[1]], m[2])
			if m[3] == "." {
				current = nil
			}
			continue
		}
		if current != nil {
			t.Fatalf("line %d: the block before is not finished: %q", i+1, line)
		}
		switch {
		case line == "", strings.HasPrefix(line, "#"):
		case prefixLine.MatchString(line):
			m := prefixLine.FindStringSubmatch(line)
			prefixes[m[1]] = m[2]
		case subjectLine.MatchString(line):
			if blocks[line] != nil {
				t.Errorf("line %d: %s is described twice", i+1, line)
			}
			current = block{}
			blocks[line] = current
		default:
			t.Fatalf("line %d is outside the subset that this file is written in: %q", i+1, line)
		}
	}
	if current != nil {
		t.Fatal("the last block is not finished")
	}
	return prefixes, blocks
}

// sort tells a class, a property and an individual apart by what the document says.
func (b block) sort() string {
	switch {
	case slices.Contains(b["rdf:type"], "rdfs:Class"):
		return "class"
	case slices.Contains(b["rdf:type"], "rdf:Property"):
		return "property"
	default:
		return "individual"
	}
}

func TestConstantsAndTurtleAgree(t *testing.T) {
	constants := tgConstants(t)
	prefixes, blocks := readTurtle(t)
	if len(constants) == 0 {
		t.Fatal("found no constants: this test cannot see them")
	}
	known := map[string]string{}
	for _, p := range vocab.Prefixes() {
		known[p.Name] = p.Namespace
	}
	for name, namespace := range prefixes {
		if known[name] != namespace {
			t.Errorf("the document has %s: as <%s>, Prefixes has <%s>", name, namespace, known[name])
		}
	}
	for local, c := range constants {
		b := blocks["tg:"+local]
		if b == nil {
			t.Errorf("%s is not described in talentgraph.ttl", c.goName)
			continue
		}
		name := strings.ToUpper(local[:1]) + local[1:]
		if local == "sha256" {
			name = "SHA256"
		}
		want := []string{name}
		switch b.sort() {
		case "class":
			want = []string{"Class" + local}
		case "individual":
			class := strings.TrimPrefix(b["rdf:type"][0], "tg:")
			want = []string{class + name, strings.TrimPrefix(class, "Move") + name, strings.TrimPrefix(class, "Post") + name}
		}
		if !slices.Contains(want, c.goName) {
			t.Errorf("tg:%s is %s, a name for another sort of term than the document's %s", local, c.goName, b.sort())
		}
	}
	for subject := range blocks {
		if local, ok := strings.CutPrefix(subject, "tg:"); ok && constants[local].goName == "" {
			t.Errorf("%s has no constant", subject)
		}
	}
}

func TestTerms(t *testing.T) {
	var want []string
	for local := range tgConstants(t) {
		want = append(want, vocab.NS+local)
	}
	var got []string
	for _, term := range vocab.Terms() {
		got = append(got, string(term))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Errorf("Terms has %v, the constants are %v", got, want)
	}
}

func TestEveryTermIsWellDescribed(t *testing.T) {
	prefixes, blocks := readTurtle(t)
	languages := func(literals []string) string {
		tags := map[string]bool{}
		for _, l := range literals {
			tags[l[strings.LastIndexByte(l, '"')+1:]] = true
		}
		return strings.Join(slices.Sorted(maps.Keys(tags)), " ")
	}
	const all = "@en @zh-Hans @zh-Hant"
	document := blocks["<"+vocab.NS+">"]
	if languages(document["dct:title"]) != all || len(document["owl:versionInfo"]) != 1 {
		t.Error("the document needs a title in each language and one version")
	}
	for subject, b := range blocks {
		for predicate, objects := range b {
			for _, name := range append(slices.Clone(objects), predicate) {
				prefix, local, ok := strings.Cut(name, ":")
				if !ok || strings.ContainsAny(name[:1], `<"`) {
					continue
				}
				if prefixes[prefix] == "" {
					t.Errorf("%s: %s has an unknown prefix", subject, name)
				}
				if prefix == "tg" && blocks["tg:"+local] == nil {
					t.Errorf("%s: %s is described nowhere", subject, name)
				}
			}
		}
		if !strings.HasPrefix(subject, "tg:") {
			continue
		}
		for _, predicate := range []string{"rdfs:label", "rdfs:comment"} {
			if len(b[predicate]) != 3 || languages(b[predicate]) != all {
				t.Errorf("%s needs one %s in each of %s", subject, predicate, all)
			}
		}
		if !slices.Equal(b["rdfs:isDefinedBy"], []string{"<" + vocab.NS + ">"}) {
			t.Errorf("%s must be defined by the document", subject)
		}
		for _, predicate := range []string{"rdfs:domain", "rdfs:range"} {
			if b[predicate] != nil && b.sort() != "property" {
				t.Errorf("%s has a %s and is no property", subject, predicate)
			}
		}
		for _, class := range append(slices.Clone(b["rdfs:domain"]), b["rdfs:range"]...) {
			if strings.HasPrefix(class, "tg:") && blocks[class].sort() != "class" {
				t.Errorf("%s: %s is no class", subject, class)
			}
		}
	}
}

// Every term has a label, the one that the document gives it.
func TestLabels(t *testing.T) {
	_, blocks := readTurtle(t)
	for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
		labels := vocab.Labels(lang)
		if got, want := len(labels), len(vocab.Terms()); got != want {
			t.Errorf("%d labels in %s, of %d terms", got, lang, want)
		}
		for _, term := range vocab.Terms() {
			local := strings.TrimPrefix(string(term), vocab.NS)
			want := fmt.Sprintf("%q@%s", labels[term], lang)
			if !slices.Contains(blocks["tg:"+local]["rdfs:label"], want) {
				t.Errorf("tg:%s is not called %s", local, want)
			}
			if got := vocab.Label(term, lang); got != labels[term] || got == "" {
				t.Errorf("tg:%s alone is called %q, among all %q", local, got, labels[term])
			}
		}
	}
	if labels := vocab.Labels("zh"); len(labels) != 0 {
		t.Errorf("labels in a language that there are none in: %v", labels)
	}
}

func TestLabelsOfOtherTerms(t *testing.T) {
	for _, term := range []quad.IRI{
		vocab.RDFType, vocab.ORGOrganization, vocab.ORGOrganizationalUnit, vocab.ORGUnitOf, vocab.SKOSConcept, vocab.SKOSBroader,
		vocab.SKOSNarrower, vocab.PROVHadPrimarySource,
	} {
		for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
			if vocab.Label(term, lang) == "" {
				t.Errorf("%s has no label in %s", term, lang)
			}
		}
	}
	for term, lang := range map[quad.IRI]string{vocab.Person: "fr", vocab.RDFType: "zh", vocab.NS + "nothing": "en", vocab.NS: "en", vocab.DCTTitle: "en"} {
		if label := vocab.Label(term, lang); label != "" {
			t.Errorf("%s is called %q in %s", term, label, lang)
		}
	}
}

func TestPrefixesAreTheCallersOwn(t *testing.T) {
	vocab.Prefixes()[0].Name = "changed"
	if got := vocab.Prefixes()[0].Name; got != "tg" {
		t.Errorf("a caller's change shows: %q", got)
	}
}

func ExamplePrefix() {
	for _, p := range vocab.Prefixes()[:2] {
		fmt.Println(p.Name, p.Namespace)
	}
	fmt.Println(vocab.ClassPerson)
	fmt.Println(vocab.Person)
	// Output:
	// tg https://talentgraph.example/ns#
	// id https://talentgraph.example/id/
	// <https://talentgraph.example/ns#Person>
	// <https://talentgraph.example/ns#person>
}
