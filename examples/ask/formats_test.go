package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/hostile"
	"talentgraph.example/examples/internal/terminal"
	"talentgraph.example/graph"
	"talentgraph.example/loader"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

// asked puts a question to a graph, as the program does.
func asked(t *testing.T, g *graph.Graph, q questions.Question, args []string) answer {
	t.Helper()
	l, err := questions.In(t.Context(), g, "en")
	require.NoError(t, err)
	rows, err := query.All(q.Ask(t.Context(), g, args))
	require.NoError(t, err)
	require.NotEmpty(t, rows, q.Command)
	return answer{question: q, lang: "en", language: l, rows: rows, evidence: q.Grounded() || q.Summed(), sources: true, head: head{"Title |", "some rows", "Source: x", ""}}
}

func written(t *testing.T, write func(context.Context, io.Writer) error) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, write(t.Context(), &out))
	return out.String()
}

// Every question in every form: CSV gives the cells back, Markdown is a table with as many cells in each line, JSON has as
// many rows.
func TestEveryQuestionInEveryForm(t *testing.T) {
	g := graph.New()
	_, err := loader.LoadFile(t.Context(), g, hostile.Facts(t))
	require.NoError(t, err)
	for _, q := range questions.All() {
		t.Run(q.Name, func(t *testing.T) {
			a := asked(t, g, q, sample(q))
			heading, cells, err := a.cells(t.Context())
			require.NoError(t, err)
			require.NotEmpty(t, cells)
			for _, row := range cells {
				require.Len(t, row, len(heading))
			}

			back, err := csv.NewReader(strings.NewReader(written(t, a.csv))).ReadAll()
			require.NoError(t, err)
			require.Len(t, back, 1+len(cells))
			for i, row := range append([][]string{heading}, cells...) {
				for j, cell := range row {
					assert.Equal(t, harmless(terminal.Plain(cell)), back[i][j])
				}
			}

			lines := strings.Split(strings.TrimSuffix(written(t, a.markdown), "\n"), "\n")
			require.Len(t, lines, 2+2+len(cells))
			assert.Regexp(t, `^\*\*.+\*\* · `, lines[0])
			assert.Regexp(t, `^\|( (---|--:) \|)+$`, lines[3])
			bar := regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*\|`)
			for _, line := range lines[2:] {
				assert.Len(t, bar.FindAllString(line, -1), 1+len(heading), line)
			}

			var rows []json.RawMessage
			require.NoError(t, json.Unmarshal([]byte(written(t, a.json)), &rows))
			assert.Len(t, rows, len(a.rows))
		})
	}
}

func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "Alibaba": "Alibaba", "a=b": "a=b", "-3": "-3", "+3": "+3", "2024-03": "2024-03", "'x": "'x",
		"=1+1": "'=1+1", "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0", "-1+2": "'-1+2", "@SUM(A1)": "'@SUM(A1)", "-": "'-",
		" =1+1": "' =1+1", "\t=1+1": "'\t=1+1", "\tx": "'\tx", "\n=1": "'\n=1", "＝1+1": "'＝1+1", "－1+1": "'－1+1",
	} {
		assert.Equal(t, want, harmless(cell), "%q", cell)
	}
}

func TestInMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"楊紅霞 (2024)":           "楊紅霞 (2024)",
		"a|b\\c":               `a\|b\\c`,
		"*x* _y_ `z` [l](u)":   "\\*x\\* \\_y\\_ \\`z\\` \\[l\\](u)",
		"<script>&amp;~~$1$":   `\<script\>\&amp;\~\~\$1\$`,
		"two\n  lines\x1b[2J ": `two<br>  lines\\u001b\[2J`,
	} {
		assert.Equal(t, want, inMarkdown(text))
	}
}

// A label that is a formula goes into a spreadsheet as a text, whatever the question.
func TestFormulasInLabels(t *testing.T) {
	file := filepath.Join(t.TempDir(), "moves.csv")
	require.NoError(t, os.WriteFile(file, []byte("person,from,to\n=HYPERLINK(A1),+Acme,@Bolt\n"), 0o600))
	out := answerTo(t, "moves -format csv", file)
	assert.Equal(t, "person,from,to,when,kind,role,team,certainty\n'=HYPERLINK(A1),'+Acme,'@Bolt,,,,,unknown", out)
	assert.Contains(t, answerTo(t, "moves", file), "=HYPERLINK")
}

// In a pipe or a file a row is a line, however long.
func TestPiped(t *testing.T) {
	os.Unsetenv("COLUMNS")
	defer os.Setenv("COLUMNS", "100")
	lines := strings.Split(answerTo(t, "strategies", ""), "\n")
	require.Len(t, lines, 3+2+12)
	assert.Equal(t, "Strategies (12 rows)", lines[0])
	assert.Equal(t, "Source: the bundled article (id:talentwar2024)", lines[1])
	assert.Regexp(t, `^organization +sectors +uses +strategy +certainty$`, lines[3])
	for _, line := range lines[5:] {
		assert.Regexp(t, ` (stated|inferred|disputed)$`, line)
	}
}

func TestForms(t *testing.T) {
	assert.Equal(t, answerTo(t, "moves -format json", ""), answerTo(t, "moves -json", ""))
	assert.Equal(t, "No such moves.", answerTo(t, "left Huawei -format markdown", ""))
	assert.Equal(t, "person,from,to,when,kind,role,team,certainty", answerTo(t, "left Huawei -format csv", ""))
	assert.Equal(t, "[]", answerTo(t, "left Huawei -format json", ""))
	assert.Equal(t, `error: invalid value "pdf" for flag -format: write table, csv, markdown or json; ask -help tells more`, answerTo(t, "moves -format pdf", ""))
	assert.Equal(t, "error: search has no more evidence to show; leave -evidence out", answerTo(t, "search Ali -evidence", ""))
	assert.Contains(t, answerTo(t, "net -evidence", ""), "¶")
	page := answerTo(t, "moves -top 4", "")
	_, next, ok := strings.Cut(page, "\nMore: -after")
	require.True(t, ok, page)
	assert.Contains(t, page, "Moves (4 of 10 rows)")
	rest := answerTo(t, "moves -after "+strings.TrimSpace(next), "")
	assert.Contains(t, rest, "Moves (6 of 10 rows)")
	assert.NotContains(t, rest, "More:")
}
