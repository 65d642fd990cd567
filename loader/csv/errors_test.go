package csv_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader/csv"
	"talentgraph.example/loader/syntax"
)

func TestErrors(t *testing.T) {
	for _, c := range []struct{ table, want string }{
		{"", "t.csv:1:1: the table is empty"},
		{"a,b\n", "1:1: the first line does not have the headings of a table: moves have person, from and to"},
		{"person,from,職務,salary\n", `1:16: a table of moves has no column "salary"; found: "person", "from", "職務", "salary"; it has person, from, to, year, when, role, kind, sector, team, team_size, id, source, paragraph, start, end, certainty, note, contradicts; found "salary" (leave it out by loader.WithColumn, as in "salary=#", or by "#" before it in the file, or say which of these it is in the same way)`},
		{"person,from,to,role,year,team_siez\n", `has no column "team_siez" (did you mean "team_size"?); found: "person", "from", `},
		{"人物,原公司地址,新公司\n", `1:4: a table of moves has no column "原公司地址" (did you mean "原公司" (from)?); found: "人物", "原公司地址", "新公司"; it has`},
		{"person,from,職務,role\n", `1:16: the column "role" is there twice, as number 3 and 4: "職務" and "role"; found "role" (leave one of them out by loader.WithColumn, as in "role=#", or`},
		{"person,from,to,To\n", `1:16: the column "To" is there twice, as number 3 and 4; found "To" (give one of them another heading in the file, or "#" before it`},
		{"person,from,HQ,Wage,CEO\n", `1:13: a table of moves has no column "HQ", nor "Wage", "CEO"; found: `},
		{"person,from,HQ,Wage\n", `; "*=#" leaves out all that are not known)`},
		{"person,from,\nA,B,C\n", `2:5: there is no heading above this cell; give its column one, or "#" to leave it out; found "C"`},
		{"person,from,to\nA,B,C,D\n", "expected 3 cells, found 4 (separators stand for empty cells, too"},
		{"person,from,to\nA\n", "2:1: the move has neither a from nor a to"},
		{"person,from@en\n", `1:8: the column "from" has no languages`},
		{"person,from,role@!\n", `1:13: "!" is no language tag`},
		{"from,to\nA,B\n", `a table of moves needs a column person (人物, 姓名, 人員, `},
		{"summary\nx\n", `a table of strategies needs a column organization (組織, `},
		{"person,to\n楊紅霞,字節,x\n", "2:1: the row does not have as many cells as there are headings; expected 2 cells, found 3"},
		{"person,to\n楊紅霞\n", "found 1"},
		{"person,to,role\n\"楊\n紅霞\",字,a \"b\" c\n", "3:9: a quotation mark must begin the cell"},
		{"person,to\n\"楊\"紅霞,x\n", "2:3: a quotation mark within a cell must be doubled"},
		{"person,to\n\"楊紅霞,x\n", `t.csv:2:1: the quotation mark that begins this cell is not closed; expected one that ends the cell; one within it must be doubled, found "\"楊紅霞,x"`},
		{"person,to\n\n楊,\"字\"\n\"阿里\n,\"\"\"\",\"x\nA,B\n", `t.csv:4:1: the quotation mark that begins this cell is not closed; expected one that ends the cell; one within it must be doubled, found "\"阿里"`},
		{"person,to\nA, B\n 楊,  \"字節, x\n林,阿里\n", `t.csv:3:6: the quotation mark that begins this cell is not closed`},
		{"person,to\n楊,\"字節\n林,\"阿里\"\n", `t.csv:2:3: the quotation mark that begins this cell is not closed`},
		{"person,to\n楊,\"字\"\"節\"\n\"林\",\"阿\n里\"巴\n", `t.csv:3:5: the quotation mark that begins this cell is not closed`},
		{"person,to,year\nA,B,2024\n\n楊紅霞,字節,二〇二四\n", `4:8: this must be a year, such as 2024; the column "when" takes months and days; found "二〇二四"`},
		{"person,to,year\nA,B,20240\n", "2:5: this must be a year"},
		{"person,to,when\nA,B,March of the Penguins\n", "2:5: this must be a year, a month, a day or a span"},
		{"person,to,when\nA,B,2024-13\n", "2:5: "},
		{"person,to,when,year\nA,B,2024-12,2023\n", `2:13: the year is not that of the column "when", 2024`},
		{"person,to,kind\nA,B,fired\n", "2:5: this must be one of hire (受聘), departure (出走), founding (創業, 创业), promotion (升任)"},
		{"organization,kind\nA,big\n", "giant (互聯網巨頭, 互联网巨头), hardwareMaker (硬件廠商, 硬件厂商), startUp (初創公司, 初创公司)"},
		{"person,to,team\nA,B,maybe\n", "2:5: this must be yes or no"},
		{"person,to,team,team_size\nA,B,no,3\n", "2:8: the column \"team\" says that there is no team"},
		{"person,to,team_size\nA,B,-1\n", "2:5: this must be a whole number"},
		{"person,from,to\nA,,\n", "2:1: the move has neither a from nor a to"},
		{"person,to\n,B\n", `2:1: the cell under "person" must be filled in`},
		{"organization,summary\nA,\n", `2:3: the cell under "summary" must be filled in`},
		{"organization,part_of\nA,A\n", "2:3: an organization cannot be part of itself"},
		{"person,to,ID\nA,B,17\n", `2:5: an id must be an IRI, such as https://example.com/move/1 or id:move-1; found "17" (leave out the numbers of a list by loader.WithColumn, as in "ID=#")`},
		{"first name,last name,to\nA,B,C\n", `1:1: a table of moves has no column "first name", nor "last name"; found: "first name", "last name", "to"; it has`},
		{"姓,名,去向\n甲,乙,丙\n", "(put the whole name into one column, as in 王五 or Ada Quill"},
		{"人物,去向,备注\n甲,乙,丙\n", `2:5: a note belongs to a source, and the row has none; found "丙" (give the source, or leave the column out by loader.WithColumn, as in "备注=#")`},
		{"person,company,title,start,end\nA,B,CTO,2020,2024\n", `2:9: a start belongs to a source, and the row has none; found "2020" (it is a place in the source's text; when somebody came and went stands under since and until)`},
		{"person,to\nA,<https://e.example/a b>\n", "2:3: "},
		{"person,to\nA,<https://e.example/\n", "has no \">\""},
		{"person,to,paragraph\nA,B,3\n", "2:5: a paragraph belongs to a source, and the row has none"},
		{"person,to,source,certainty\nA,B,S,sure\n", "2:7: this must be one of stated (明言), inferred (推斷, 推断)"},
		{"person,to,source,paragraph,start,end\nA,B,S,1,9,3\n", "2:11: a passage is a paragraph from 1"},
		{"person,to,source,start,end\nA,B,S,1,9\n", "a passage is a paragraph from 1"},
		{"person,to\nA,\xb0\n", "2:3: the text is not UTF-8; say what it is (loader.WithEncoding), such as gbk or big5, or save the table as \"CSV UTF-8\""},
		{"person,to\nA,\xb0\x30\n", "2:3: the text is not UTF-8; "},
		{"\xff\xfep\x00", `t.csv:1:1: the first line does not have the headings of a table`},
		{"person,to\rA,B\rC,<x\r", "t.csv:3:3: "},
		{"person,to\nAB,C\x00D\nE,F\n", "2:4: there is a control character in this cell (U+0000), which can be no part of a text; take it out; found \"C\\x00D\""},
		{"person,to,note\nA,B,\nC,D\u0085E,\n", "3:3: there is a control character in this cell (U+0085)"},
		{"person,to\nA,B\nC,〃\n", "3:3: this stands for what the cell above says; write that, since each row is read for itself"},
		{"人物,去向,职务\n甲,字野,总监\n乙,字野,同上\n", "3:6: this stands for what the cell above says"},
		{"person,to\n#REF!,B\n", `2:1: the cell shows an error; found "#REF!"`},
		{"person,to,source,note\nA,B,https://n.example/1 https://n.example/2,https://n.example is not known\n", `2:5: this is no web address, or several; put ";" or a line break between two, and %20 for a space within one`},
		{"person,to,source\nA,B,\"https://n.example/1,https://n.example/2\"\n", `2:5: this is no web address, or several`},
		{"person,to,year,team_size,team,when,certainty,source,kind\nA,B,24,20+,maybe,2024-13,sure,S,left\n", `2:5: this must be a year, such as 2024; the column "when" takes months and days; found "24" (wrong in this row, too: 2:8: this must be a whole number, not below 0; found "20+"; 2:12: this must be yes or no (是, 否); found "maybe"; 2:18: there is no month 13; found "2024-13"; 2:26: this must be one of stated`},
		{"organization,kind,part_of\nA,big,A\n", `2:3: this must be one of giant`},
		{"investor,investee,amount,year\nA,B,much,24\n", `(wrong in this row, too: 2:5: `},
		{"person,company,since,until,status\nA,B,soon,now,gone\n", `2:5: this must be a year, a month, a day or a span, such as 2024, 2024-03, 2024-03-15, 2024年3月15日, 15 March 2024, Q3 2023, early 2024, c. 2024, 2022-2024 or since 2022; found "soon" (wrong in this row, too: 2:14: this must be one of current`},
		{"person,from,to\nA，B，C\n", `2:1: the cells of this row are separated by "，", those of the headings are not`},
		{"人物，去向\n\"甲\"，\"字\n野\n", "t.csv:2:5: the quotation mark that begins this cell is not closed"},
	} {
		g := graph.New()
		_, err := read(t.Context(), g, c.table)
		if assert.ErrorContains(t, err, c.want, "%q", c.table) {
			var e *syntax.Error
			assert.ErrorAs(t, err, &e)
		}
		assert.Zero(t, g.Size())
	}
}

func TestLimit(t *testing.T) {
	const row = "person,to\n楊紅霞,AB\n"
	_, err := read(t.Context(), graph.New(), row, csv.WithSyntax(syntax.WithMaxLiteral(9)))
	require.NoError(t, err)
	_, err = read(t.Context(), graph.New(), row, csv.WithSyntax(syntax.WithMaxLiteral(8)))
	require.ErrorIs(t, err, graph.ErrLimit)
	assert.ErrorContains(t, err, "t.csv:2:1: limit reached: literal length in bytes, 8; raise it with syntax.WithMaxLiteral")
	short := strings.Repeat("A,B\n", 20_000)
	limit := csv.WithSyntax(syntax.WithMaxLine(30))
	_, err = read(t.Context(), graph.New(), "person,to\n"+short, limit)
	require.NoError(t, err)
	for _, long := range []string{strings.Repeat("x", 40), strings.Repeat("x", 100_000)} {
		for _, end := range []string{",B\n", ",B\nA,B\n", ""} {
			_, err = read(t.Context(), graph.New(), "person,to\nA,B\n"+long+end, limit)
			require.ErrorIs(t, err, graph.ErrLimit)
			assert.ErrorContains(t, err, "t.csv:3:1: limit reached: length of a row in bytes, 30")
		}
	}
}

// Empty lines are no part of a row's length.
func TestEmptyLines(t *testing.T) {
	for _, end := range []string{"\n", "\r\n"} {
		g := graph.New()
		_, err := read(t.Context(), g, "person,to"+end+strings.Repeat(end, 50_000)+"A,B"+end+strings.Repeat(end, 100)+"C,D", csv.WithSyntax(syntax.WithMaxLine(30)))
		require.NoError(t, err)
		_, err = read(t.Context(), g, "person,to"+end+strings.Repeat(end, 50_000)+"A,B"+end+strings.Repeat(end, 100)+"C,<D", csv.WithSyntax(syntax.WithMaxLine(30)))
		assert.ErrorContains(t, err, "t.csv:50103:3: ")
	}
}

// A table of the old Macintosh, whose lines end with a CR alone.
func TestCarriageReturns(t *testing.T) {
	g := graph.New()
	_, err := read(t.Context(), g, "\uFEFFperson,to\r楊紅霞,\"字\"\r"+strings.Repeat("林,字\r", 10_000)+"李,字")
	require.NoError(t, err)
	for _, name := range []string{"楊紅霞", "林", "李"} {
		iri(t, g, name, graph.PersonKind())
	}
}

// A stream that breaks off, or a context that ends, is told of with file and line.
func TestBrokenStream(t *testing.T) {
	for head, want := range map[string]string{"": "t.csv: reading line 1: disk on fire", "person,to\nA,B\n": "t.csv: reading line 3: disk on fire"} {
		err := graph.New().Update(t.Context(), func(tx *graph.Tx) error {
			in := io.MultiReader(strings.NewReader(head), iotest.ErrReader(errors.New("disk on fire")))
			im, err := csv.NewImporter(t.Context(), tx, in, csv.WithSyntax(syntax.WithFile("t.csv")))
			for err == nil {
				_, err = im.ImportRow(t.Context())
			}
			return err
		})
		assert.EqualError(t, err, want)
	}
}

// countdown is a context that ends at its n-th Err.
type countdown struct {
	context.Context
	n int
}

func (c *countdown) Err() error {
	if c.n--; c.n < 0 {
		return context.Canceled
	}
	return nil
}

// Lines that say nothing are passed over, but not without looking at the context.
func TestContext(t *testing.T) {
	const lines = 100_000
	for _, line := range []string{"\n", ",\n"} {
		err := graph.New().Update(t.Context(), func(tx *graph.Tx) error {
			im, err := csv.NewImporter(t.Context(), tx, strings.NewReader("person,to\n"+strings.Repeat(line, lines)))
			require.NoError(t, err)
			_, err = im.ImportRow(&countdown{t.Context(), lines / 4096})
			return err
		})
		assert.ErrorIs(t, err, context.Canceled)
	}
}

func TestLenient(t *testing.T) {
	g := graph.New()
	var wrong []string
	_, err := read(t.Context(), g, "person,to,year\nA,B,2024\nA,C,soon\nA,D\nNew One,<E,2024\n,F,\nA,G,2024\n", csv.WithSyntax(syntax.WithLenient(func(e *syntax.Error) error {
		wrong = append(wrong, fmt.Sprintf("%d:%d", e.Line, e.Column))
		return nil
	})))
	require.NoError(t, err)
	assert.Equal(t, []string{"3:5", "4:1", "5:9", "6:1"}, wrong)
	moves, err := g.Count(t.Context(), graph.Pattern{Object: vocab.ClassMove})
	require.NoError(t, err)
	assert.EqualValues(t, 2, moves)
	_, err = graph.Resolve(t.Context(), g, "New One", graph.AnyKind())
	assert.ErrorIs(t, err, graph.ErrNotFound, "nothing of a skipped row is written")

	for table, want := range map[string][]string{
		"person,to\nA,5\" B\nC,=LINK(\"D\")\nE,F\n,G\n":      {"2:4", "3:9", "5:1"},
		"person,to,role\nA,x \"y\n\"B\nC\",D,a \"b\"\n,E,\n": {"2:5", "4:8", "5:1"},
	} {
		wrong = nil
		_, err := read(t.Context(), graph.New(), table, csv.WithSyntax(syntax.WithLenient(func(e *syntax.Error) error {
			wrong = append(wrong, fmt.Sprintf("%d:%d", e.Line, e.Column))
			return nil
		})))
		require.NoError(t, err, table)
		assert.Equal(t, want, wrong, "a quotation mark within a cell does not hide the rows behind it")
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = read(ctx, g, "person,to\nA,B\n", csv.WithSyntax(syntax.WithLenient(func(*syntax.Error) error { return nil })))
	assert.ErrorIs(t, err, context.Canceled)
	_, err = read(t.Context(), g, "person,to\n\"A,B\nA,B\n", csv.WithSyntax(syntax.WithLenient(func(*syntax.Error) error { return nil })))
	assert.ErrorContains(t, err, "quotation mark", "the rows behind it cannot be told apart")
}
