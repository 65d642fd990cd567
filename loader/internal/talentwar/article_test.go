package talentwar

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// readArticle gives the source's bytes, or skips the test: its text is not part of the project.
func readArticle(t *testing.T) []byte {
	t.Helper()
	path := os.Getenv("TALENTGRAPH_ARTICLE")
	if path == "" {
		t.Skip("the source's text is not part of the project; set TALENTGRAPH_ARTICLE to its path to check the facts against it")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Pinyin notes follow single characters, in ASCII brackets; nothing else in the source is in such
// brackets.
var pinyinNote = regexp.MustCompile(`\([^()]*\)`)

func withoutPinyin(s string) string { return pinyinNote.ReplaceAllString(s, "") }

func TestSourceIsTheOneDescribed(t *testing.T) {
	data, facts := readArticle(t), readTable(t)
	sum := sha256.Sum256(data)
	if got, ok := facts.objects(id(articleID), vocab.SHA256)[0].(quad.String); !ok || string(got) != hex.EncodeToString(sum[:]) {
		t.Errorf("the data has SHA-256 %v, the text %x", got, sum)
	}
	paragraphs := strings.Count(string(data), "\n") + 1
	if got := facts.objects(id(articleID), vocab.ParagraphCount)[0]; got != quad.Int(paragraphs) {
		t.Errorf("the data has %v paragraphs, the text %d", got, paragraphs)
	}
}

// passageOf cuts a claim's passage out of the source. It fails the test if the offsets are outside.
func passageOf(t *testing.T, facts table, claim quad.Value, paragraphs []string) (string, bool) {
	t.Helper()
	n := facts.objects(claim, vocab.Paragraph)[0].(quad.Int)
	start, end := facts.objects(claim, vocab.Start)[0].(quad.Int), facts.objects(claim, vocab.End)[0].(quad.Int)
	if n < 1 || int(n) > len(paragraphs) {
		t.Errorf("%s: there is no paragraph %d", claim, n)
		return "", false
	}
	runes := []rune(paragraphs[n-1])
	if start < 0 || start >= end || int(end) > len(runes) {
		t.Errorf("%s: %d to %d is outside of paragraph %d, which has %d runes", claim, start, end, n, len(runes))
		return "", false
	}
	return string(runes[start:end]), true
}

func TestPassagesBeginAndEndAsTheSourceSays(t *testing.T) {
	paragraphs, facts := strings.Split(string(readArticle(t)), "\n"), readTable(t)
	for _, topic := range topics() {
		for _, c := range topic.claims {
			passage, ok := passageOf(t, facts, id(c.local()), paragraphs)
			if !ok {
				continue
			}
			clean := withoutPinyin(passage)
			if strings.ContainsAny(clean, "(") || !strings.HasPrefix(clean, c.at.first) || !strings.HasSuffix(clean, c.at.last) {
				t.Errorf("%s: the passage does not run from %q to %q. %s", c.local(), c.at.first, c.at.last,
					offsetsOf(paragraphs[c.at.paragraph-1], c.at))
			}
		}
	}
}

// offsetsOf helps who adds a claim: the first place in the paragraph that begins and ends as it should.
func offsetsOf(paragraph string, at passage) string {
	runes := []rune(paragraph)
	for start := range runes {
		if !strings.HasPrefix(withoutPinyin(string(runes[start:])), at.first) || runes[start] == '(' {
			continue
		}
		for end := start + utf8.RuneCountInString(at.first); end <= len(runes); end++ {
			clean := withoutPinyin(string(runes[start:end]))
			if strings.HasSuffix(clean, at.last) && !strings.Contains(clean, "(") && (end == len(runes) || runes[end] != '(') {
				return "The first that does is at " + quad.Int(start).String() + " to " + quad.Int(end).String() + "."
			}
		}
	}
	return "Nothing in the paragraph does."
}

// A missing name is a name that a claim's facts have and its passage does not.
type missingName struct{ claim, entity string }

// namedElsewhere lists the missing names that are meant, each with its reason.
func namedElsewhere() map[missingName]string {
	return map[missingName]string{
		{"claim-10-baichuan-healthcare", "baichuan"}: "the paragraph speaks of his company and does not name it; paragraph 14 does",
	}
}

// Every person and organization, and everything else that has a name of its own, must be named in the
// passages of the claims that speak of it.
func TestPassagesNameWhatTheirClaimsSpeakOf(t *testing.T) {
	paragraphs, facts := strings.Split(string(readArticle(t)), "\n"), readTable(t)
	classes := []quad.IRI{
		vocab.ClassPerson, vocab.ORGOrganization, vocab.ClassModel, vocab.ClassProduct, vocab.ClassProgramme, vocab.ClassCluster,
	}
	isNamed := func(v quad.Value) bool {
		for _, class := range classes {
			if facts.isA(v, class) {
				return !facts.unnamed(v)
			}
		}
		return false
	}
	exceptions, checked := namedElsewhere(), 0
	for _, claim := range facts.instances(t, vocab.ClassClaim) {
		passage, ok := passageOf(t, facts, claim, paragraphs)
		if !ok {
			continue
		}
		passage = withoutPinyin(passage)
		missing := map[string]bool{}
		for _, q := range facts {
			if q.Label != claim {
				continue
			}
			for _, v := range []quad.Value{q.Subject, q.Object} {
				if isNamed(v) {
					checked++
					missing[strings.TrimPrefix(string(v.(quad.IRI)), vocab.ID)] = !containsLabel(facts, passage, v)
				}
			}
		}
		local := strings.TrimPrefix(string(claim.(quad.IRI)), vocab.ID)
		for entity, isMissing := range missing {
			key := missingName{local, entity}
			reason, excepted := exceptions[key]
			switch {
			case isMissing && !excepted:
				t.Errorf("%s speaks of %s, and no name of it is in the passage", local, entity)
			case !isMissing && excepted:
				t.Errorf("%s does name %s: the exception %q is no longer needed", local, entity, reason)
			}
			delete(exceptions, key)
		}
	}
	for key := range exceptions {
		t.Errorf("%s does not speak of %s: its exception is no longer needed", key.claim, key.entity)
	}
	if checked == 0 {
		t.Error("no names were checked")
	}
}

func containsLabel(facts table, passage string, entity quad.Value) bool {
	for _, l := range facts.labels(entity, vocab.SKOSPrefLabel, vocab.SKOSAltLabel) {
		if strings.Contains(passage, string(l.Value)) {
			return true
		}
	}
	return false
}

// The project carries facts, not sentences: no file of it has 18 characters of the source in a row.
func TestNoSentenceOfTheSourceIsInTheProject(t *testing.T) {
	const longest = 17
	article := string(readArticle(t))
	runs := map[string]bool{}
	for _, text := range []string{article, withoutPinyin(article)} {
		for _, paragraph := range strings.Split(text, "\n") {
			eachRun(paragraph, longest+1, func(run string) { runs[run] = true })
		}
	}
	files := 0
	err := filepath.WalkDir(moduleRoot(t), func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.Name() == ".git" && entry.IsDir():
			return fs.SkipDir
		case !entry.Type().IsRegular():
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil || !utf8.Valid(data) {
			return err
		}
		files++
		for _, text := range []string{string(data), withoutPinyin(string(data))} {
			eachRun(text, longest+1, func(run string) {
				if runs[run] {
					t.Errorf("%s has a piece of the source: %q", path, run)
				}
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 10 || len(runs) == 0 {
		t.Errorf("looked for %d runs in %d files: that is not the project", len(runs), files)
	}
}

// eachRun calls f with every run of n runes.
func eachRun(text string, n int, f func(run string)) {
	starts := make([]int, 0, len(text)+1) // where each rune starts, and the end
	for i := range text {
		starts = append(starts, i)
	}
	starts = append(starts, len(text))
	for i := 0; i+n < len(starts); i++ {
		f(text[starts[i]:starts[i+n]])
	}
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the test's directory")
		}
		dir = filepath.Dir(dir)
	}
}
