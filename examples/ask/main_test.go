package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	cayleygraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/lang"
	"talentgraph.example/examples/internal/table"
	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/loader"
	"talentgraph.example/query/gizmo/isolate"
	"talentgraph.example/query/questions"
)

// go test ./examples/ask -update writes the expected answers of all stories anew.
var update = flag.Bool("update", false, "write testdata anew")

// Tables are as wide as COLUMNS says.
func TestMain(m *testing.M) {
	isolate.Init()
	os.Setenv("COLUMNS", "100")
	os.Exit(m.Run())
}

// A story is a file in testdata/stories. It may begin with facts, N-Quads between two lines of "```"; without
// them it is about the bundled facts. Then come questions, each a line "> question names -flags", and under
// it the answer that is expected, up to the next question. An answer "error: ..." is an error.
type story struct {
	facts string
	steps []step
	head  string // everything before the first question, as it is
}

type step struct{ question, answer string }

func readStory(t *testing.T, path string) story {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	head, rest, found := strings.Cut(string(data), "\n> ")
	require.True(t, found, "%s asks nothing", path)
	s := story{head: strings.TrimRight(head, "\n") + "\n"}
	if parts := strings.Split(s.head, "```\n"); len(parts) == 3 {
		s.facts = parts[1]
	}
	for part := range strings.SplitSeq(rest, "\n> ") {
		question, answer, _ := strings.Cut(part, "\n")
		s.steps = append(s.steps, step{question, strings.TrimRight(answer, "\n")})
	}
	return s
}

// words parts a line at spaces; quotation marks hold words together.
func words(line string) []string {
	var all []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			all = append(all, part)
		} else {
			all = append(all, strings.Fields(part)...)
		}
	}
	return all
}

func answerTo(t *testing.T, question, data string) string {
	t.Helper()
	args := words(question)
	if data != "" {
		args = append(args, "-data", data)
	}
	var out bytes.Buffer
	if err := run(t.Context(), args, &out, io.Discard); err != nil {
		return "error: " + err.Error()
	}
	return strings.TrimRight(out.String(), "\n")
}

// answerOf is answerTo for a graph that is there already.
func answerOf(t *testing.T, g *graph.Graph, question string) string {
	t.Helper()
	var out bytes.Buffer
	settings, q, given, err := prepare(words(question), io.Discard)
	if err == nil {
		err = settings.answer(t.Context(), g, q, given, &out, io.Discard)
	}
	if err != nil {
		return "error: " + err.Error()
	}
	return strings.TrimRight(out.String(), "\n")
}

func stories(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/stories/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	return paths
}

func TestStories(t *testing.T) {
	for _, path := range stories(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			s := readStory(t, path)
			data := ""
			if s.facts != "" {
				data = filepath.Join(t.TempDir(), "facts.nq")
				require.NoError(t, os.WriteFile(data, []byte(s.facts), 0o666))
			}
			written := s.head
			for _, step := range s.steps {
				got := answerTo(t, step.question, data)
				written += "\n> " + step.question + "\n" + got + "\n"
				if !*update {
					assert.Equal(t, step.answer, got, "> %s", step.question)
				}
			}
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(written), 0o666))
			}
		})
	}
}

// Graphs have one back end. By way of another one, Cayley's own memory store, the stories are the same.
func TestStoriesByWayOfCayley(t *testing.T) {
	for _, path := range stories(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			s := readStory(t, path)
			g := byWayOfCayley(t, s.facts)
			for _, step := range s.steps {
				question := step.question
				if s.facts != "" {
					question += " -data facts.nq" // whose name stands over the answer
				}
				assert.Equal(t, step.answer, answerOf(t, g, question), "> %s", question)
			}
		})
	}
}

// byWayOfCayley copies facts, or the bundled ones, to a memory store of Cayley's and back, in the order in
// which the file has them: some answers go by it.
func byWayOfCayley(t *testing.T, facts string) *graph.Graph {
	t.Helper()
	g := graph.New()
	if facts == "" {
		_, err := loader.Article(t.Context(), g)
		require.NoError(t, err)
		var canonical bytes.Buffer
		require.NoError(t, loader.Write(t.Context(), &canonical, g, loader.WithFormat(loader.NQuads)))
		facts = strings.Join(slices.Sorted(strings.Lines(canonical.String())), "") // as the file is
	} else {
		_, err := loader.Load(t.Context(), g, strings.NewReader(facts), loader.WithFormat(loader.NQuads))
		require.NoError(t, err)
	}
	byLine := map[string]quad.Quad{}
	for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		byLine[string(term.AppendQuad(nil, q))] = q
	}
	mem := memstore.New()
	for line := range strings.Lines(facts) {
		q, ok := byLine[line]
		require.True(t, ok, line)
		mem.AddQuad(q)
	}
	other := graph.New()
	n, err := other.AddFrom(t.Context(), cayleygraph.NewQuadStoreReader(mem))
	require.NoError(t, err)
	require.Equal(t, g.Size(), n)
	return other
}

// Every question has a story, and gives JSON.
func TestEveryQuestionHasAStory(t *testing.T) {
	asked := map[string]string{} // by the name of the question's function
	for _, path := range stories(t) {
		s := readStory(t, path)
		for _, step := range s.steps {
			if s.facts == "" && !strings.HasPrefix(step.answer, "error:") {
				_, q, _, err := prepare(words(step.question), io.Discard)
				require.NoError(t, err)
				asked[q.Name] = step.question
			}
		}
	}
	for _, q := range questions.All() {
		question, ok := asked[q.Name]
		if !assert.True(t, ok, "no story about the bundled facts asks %s (ask %s)", q.Name, q.Usage()) {
			continue
		}
		var rows []json.RawMessage
		out := answerTo(t, question+" -json", "")
		assert.NoError(t, json.Unmarshal([]byte(out), &rows), out)
		assert.Equal(t, out, answerTo(t, question+" -json", ""), "the same each time")
	}
}

// In Chinese nothing stays English: every word in Latin letters is part of some name or text that the data gives
// in Chinese. Only a search shows names as they were found.
func TestAnswersInOtherLanguages(t *testing.T) {
	g := graph.New()
	_, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	var names strings.Builder
	for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		tagged, isTagged := q.Object.(quad.LangString)
		if text, ok := literal(q.Object); ok && (!isTagged || slices.Contains([]string{"zh", "zh-Hant", "zh-Hans"}, tagged.Lang)) {
			names.WriteString(" " + text)
		}
	}
	links := regexp.MustCompile(`https?:\S+|id:\S+|tg:\S+|claim-\S+|-hops|-after\s+\S+`)
	latin := regexp.MustCompile(`[A-Za-z][a-z]+`)
	for _, path := range stories(t) {
		s := readStory(t, path)
		for _, step := range s.steps {
			if s.facts != "" || strings.HasPrefix(step.answer, "error:") || strings.Contains(step.question, "-json") || strings.Contains(step.question, "-lang") || strings.HasPrefix(step.question, "search") {
				continue
			}
			for _, language := range lang.All()[1:] {
				answer := answerOf(t, g, step.question+" -lang "+language)
				assert.NotContains(t, answer, "error:")
				for _, word := range latin.FindAllString(links.ReplaceAllString(answer, ""), -1) {
					assert.Contains(t, names.String(), word, "> %s -lang %s", step.question, language)
				}
			}
		}
	}
}

// literal is the text of a literal.
func literal(v quad.Value) (string, bool) {
	switch v := v.(type) {
	case quad.IRI, quad.BNode:
		return "", false
	case quad.LangString:
		return string(v.Value), true
	case quad.TypedString:
		return string(v.Value), true
	}
	return fmt.Sprint(v.Native()), true
}

// Answers fit the terminal, in each language.
func TestLinesFit(t *testing.T) {
	g := graph.New()
	_, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	for _, width := range []int{40, 60, 72} {
		t.Setenv("COLUMNS", strconv.Itoa(width))
		linesFit(t, g, width)
	}
}

func linesFit(t *testing.T, g *graph.Graph, width int) {
	t.Helper()
	for _, path := range stories(t) {
		s := readStory(t, path)
		for _, step := range s.steps {
			if s.facts != "" || strings.HasPrefix(step.answer, "error:") || strings.Contains(step.question, "-json") {
				continue
			}
			for _, language := range lang.All() {
				for line := range strings.Lines(answerOf(t, g, step.question+" -lang "+language)) {
					if slices.ContainsFunc(strings.Fields(line), func(word string) bool { return table.Width(word) > width/2 }) {
						continue // a word that takes the most of a line, such as a cursor
					}
					assert.LessOrEqual(t, table.Width(strings.TrimSuffix(line, "\n")), width, "> %s -lang %s\n%s", step.question, language, line)
				}
			}
		}
	}
}

// Every option of every question has a flag, which "help flags" explains.
func TestFlagsOfOptions(t *testing.T) {
	var help bytes.Buffer
	assert.ErrorIs(t, run(t.Context(), []string{"help", "flags"}, &help, io.Discard), flag.ErrHelp)
	for _, option := range questions.Options() {
		assert.Regexp(t, "\n  -"+option.Flag+" [^\n]*[a-z]\n", help.String())
	}
	assert.Contains(t, help.String(), "\n  -explain\n")
	assert.NotContains(t, help.String(), " value\n", "each says what kind of value it takes")
}

// With the article's text at hand every claim shows its passage.
func TestPassagesOfTheArticle(t *testing.T) {
	text := os.Getenv("TALENTGRAPH_ARTICLE")
	if text == "" {
		t.Skip("TALENTGRAPH_ARTICLE is not set: it names the file with the text of id:talentwar2024")
	}
	var rows []struct {
		Claim   struct{ Claim string }
		Passage string
	}
	out := answerTo(t, "claims id:talentwar2024 -json -text "+text, "")
	require.NoError(t, json.Unmarshal([]byte(out), &rows), out)
	assert.Greater(t, len(rows), 90)
	for _, row := range rows {
		assert.NotEmpty(t, row.Passage, row.Claim.Claim)
	}
	assert.Contains(t, answerTo(t, "why id:hunyuan tg:ledBy -text main.go", ""), "not the text of a source")
}

// Tables of one's own: several files, beside the bundled facts or without, sources named, moves called by their
// ends.
func TestOwnTables(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o666))
		return " -data " + path
	}
	data := file("公司.csv", "公司,公司@en,行業\n藍鶴智能,Blue Crane,教育\n") +
		file("動向.csv", "人物,原公司,新公司,時間,類型,來源,段落,確定性\n林美華,阿里巴巴,藍鶴智能,2024年3月,受聘,每日新聞,3,推斷\n")
	assert.Equal(t, strings.TrimPrefix(`
人員流動（共1行）
來源：公司.csv、動向.csv

人物    原屬      去向      時間             方式  職務  團隊  確定程度  段落
------  --------  --------  ---------------  ----  ----  ----  --------  -----------
林美華  阿里巴巴  藍鶴智能  2024-03（推斷）  受聘  -     -     推斷      每日新聞 ¶3`, "\n"),
		answerTo(t, "moves -evidence -lang zh-TW"+data, ""))
	assert.Equal(t, "林美華 ←person– 林美華: 阿里巴巴 → Blue Crane –to→ Blue Crane (inferred)",
		answerTo(t, "path 林美華 藍鶴智能"+data, ""))
	assert.Contains(t, answerTo(t, "flows -article"+data, ""), "\nAlibaba     Blue Crane ")
	assert.Equal(t, "Blue Crane\n  sectors: 教育\n  moves: 1 gained, 0 lost\n  unknown",
		answerTo(t, "organization 藍鶴智能 -evidence"+data, ""))
}

// Rows that print themselves, on lines of their own, show their evidence below.
func TestEvidenceOfRowsThatPrintThemselves(t *testing.T) {
	for _, args := range [][]string{
		{"why", "楊紅霞"}, {"person", "楊紅霞"}, {"organization", "Alibaba"}, {"path", "楊紅霞", "Google"}, {"near", "楊紅霞"},
	} {
		var out bytes.Buffer
		require.NoError(t, run(t.Context(), append(args, "-evidence"), &out, io.Discard), "%v", args)
		assert.Contains(t, out.String(), "¶", "%v", args)
	}
}
