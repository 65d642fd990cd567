package csv_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader/csv"
	"talentgraph.example/loader/syntax"
)

// rowsOf reads a table and gives its quads as sorted lines, and its hints.
func rowsOf(t *testing.T, table string, opts ...csv.Option) (lines []string, hints []string) {
	t.Helper()
	g := graph.New()
	_, err := read(t.Context(), g, table, append(opts, csv.WithHints(func(h *syntax.Error) { hints = append(hints, h.Error()) }))...)
	require.NoError(t, err, "%.200q", table)
	for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		lines = append(lines, q.String())
	}
	return lines, hints
}

func count(t *testing.T, g *graph.Graph, class quad.Value) int {
	t.Helper()
	n, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.RDFType, Object: class})
	require.NoError(t, err)
	return int(n)
}

// A word for nothing is an empty cell, in every column.
func TestBlankWords(t *testing.T) {
	head := "person,from,to,year,when,role,kind,sector,team,team_size,id,source,note\n"
	want, _ := rowsOf(t, head+"Mara Voss,,Heron AI,,,,,,,,,,\n")
	for _, word := range []string{"-", "--", "–", "—", "?", "？", "N/A", "n/a", "NA", "#N/A", "None", "NULL", "nil", "unknown", "Unknown", "ＵＮＫＮＯＷＮ", "TBD", "未知", "不详", "不詳", "无", "無", "暂无", "暫無", "待定", "Not available", "(unknown)", "（未知）", "不适用", "\u200b", "\u200e-\u200e"} {
		got, _ := rowsOf(t, head+"Mara Voss,"+word+",Heron AI"+strings.Repeat(","+word, 10)+"\n"+strings.Repeat(word+",", 12)+word+"\n")
		assert.Equal(t, want, got, word)
		_, err := read(t.Context(), graph.New(), head+word+",A,B"+strings.Repeat(",", 10)+"\n")
		assert.ErrorContains(t, err, `2:1: the cell under "person" must be filled in`, word)
	}
	for _, name := range []string{"Nadia", "Nil Admirari", "Unknown Worlds", "无问芯穹", "NaN Labs"} {
		g := graph.New()
		_, err := read(t.Context(), g, "person,to\nA,"+name+"\n")
		require.NoError(t, err)
		iri(t, g, name, graph.OrganizationKind())
	}
}

// Several names in a cell that takes one are a row for each.
func TestSeveralInACell(t *testing.T) {
	for table, same := range map[string]string{
		"person,from,to,sector\nMara Voss; Ivo Klein,Tern,Heron,AI\n万力、蔡林,Tern,Heron,\n": "person,from,to,sector\nMara Voss,Tern,Heron,AI\nIvo Klein,Tern,Heron,AI\n万力,Tern,Heron,\n蔡林,Tern,Heron,\n",
		"person,from,to\n\"A\nB\",T；U,H\n":                                         "person,from,to\nA,T,H\nA,U,H\nB,T,H\nB,U,H\n",
		"person,to\nA;,H\n;B; ;C;,H\n":                                             "person,to\nA,H\nB,H\nC,H\n",
		"person,person@zh,to\nAnn;Bob,安;波,H\n":                                     "person,person@zh,to\nAnn,安,H\nBob,波,H\n",
		"organization,part_of\nLab;Unit,Big\n":                                     "organization,part_of\nLab,Big\nUnit,Big\n",
		"founder,company\nA、B,Heron\n":                                             "founder,company\nA,Heron\nB,Heron\n",
		"investor,investee,year\nX;Y,Z,2024\n":                                     "investor,investee,year\nX,Z,2024\nY,Z,2024\n",
		"person,to,source\nA;B,H,https://n.example/?a=1;b=2\n":                     "person,to,source\nA,H,https://n.example/?a=1;b=2\nB,H,https://n.example/?a=1;b=2\n",
		"person,to\nhttps://p.example/a;1; https://p.example/b,H\n":                "person,to\nhttps://p.example/a;1,H\nhttps://p.example/b,H\n",
		"organization,summary,sector\nA;B,Builds chips; sells cars.,\"x;y\n z\"\n": "organization,summary,sector\nA,Builds chips; sells cars.,x;y;z\nB,Builds chips; sells cars.,x;y;z\n",
		"leader,model,of\nA;B,Sol;Luna,Heron\n":                                    "leader,model,of\nA,Sol,Heron\nA,Luna,Heron\nB,Sol,Heron\nB,Luna,Heron\n",
		"person,organization,role\nA;B,H;T,CTO\n":                                  "person,organization,role\nA,H,CTO\nA,T,CTO\nB,H,CTO\nB,T,CTO\n",
		"person,also_known_as\nA;B,\n":                                             "person,also_known_as\nA,\nB,\n",
	} {
		one, _ := rowsOf(t, table)
		other, _ := rowsOf(t, same)
		assert.Equal(t, other, one, table)
	}
	for table, want := range map[string]string{
		"person,person@zh,to\nAnn;Bob,安,H\n": "2:9: here are 1 names, and 2 in another column",
		"person,to\n; ;,H\n":                 "2:1: the cell has no name",
		"person,to\n" + strings.Repeat("A;", 200) + "," + strings.Repeat("B;", 200) + "\n": "make more than 10000 rows",
	} {
		g := graph.New()
		_, err := read(t.Context(), g, table)
		assert.ErrorContains(t, err, want)
		assert.Zero(t, g.Size())
	}
}

// What looks like several names, a total or a footnote loads with a hint.
func TestHints(t *testing.T) {
	for table, want := range map[string][]string{
		"organization\nHeron\nTern\nHeron/Tern\nHeron & Tern\n\"Heron, Tern\"\nHeron and Tern\nHeron和Tern\nHeron/Gull\nSand and Sea\n": {
			`t.csv:4:1: this is taken for one name, but both sides of "/" are names; put ";" between two; found "Heron/Tern"`,
			`t.csv:5:1: this is taken for one name, but both sides of "&" are names; put ";" between two; found "Heron & Tern"`,
			`t.csv:6:1: this is taken for one name, but both sides of "," are names; put ";" between two; found "Heron, Tern"`,
			`t.csv:7:1: this is taken for one name, but both sides of "and" are names; put ";" between two; found "Heron and Tern"`,
			`t.csv:8:1: this is taken for one name, but both sides of "和" are names; put ";" between two; found "Heron和Tern"`,
		},
		"person,from,to,year\nA,01.AI,B,2024\nC,B,01.AI,2024\nTotal,1,1,2024\n\"Source: Reuters\",,x,\n": {
			`t.csv:4:1: this looks like a row of totals, and is not read; found "Total"`,
			`t.csv:5:1: this looks like a footnote, and is not read; found "Source: Reuters"`,
		},
		"人物,去向\n万力,字野\n合计,3\n": {
			`t.csv:3:1: this looks like a row of totals, and is not read; found "合计"`,
		},
		"investor,investee,amount\nTotal,Saft,$1bn\n小计,,$1bn\n": {
			`t.csv:2:1: this looks like a row of totals, not like a name; found "Total"`,
			`t.csv:3:1: this looks like a row of totals, and is not read; found "小计"`,
		},
		"序号,人物,去向\n1,万力,字野\n合计：,3人,\n": {`t.csv:3:1: this looks like a row of totals, and is not read; found "合计："`},
		"organization\nTotal\n": {`t.csv:2:1: this looks like a row of totals, not like a name; found "Total"`},
		"person,from,to\nA B,C,D\nperson,from,to\n*) not sure\n注：截至年底\nData source: Reuters\n\"Figures are estimates, as told by others.\",,\n": {
			`t.csv:3:1: these are the headings once more, and the row is not read; found "person"`,
			`t.csv:4:1: this looks like a footnote, and is not read; found "*) not sure"`,
			`t.csv:5:1: this looks like a footnote, and is not read; found "注：截至年底"`,
			`t.csv:6:1: this looks like a footnote, and is not read; found "Data source: Reuters"`,
			`t.csv:7:1: this looks like a footnote, and is not read; found "Figures are estimates, as told b…"`,
		},
		"person,to,when\n张三、李四等,字野,去年\n王五等3人,字野,\nAnn Lee et al.,Heron,\n": {
			`t.csv:2:1: others are meant here who are not named; only the names are read; found "张三、李四等"`,
			`t.csv:2:11: this is kept as a text, and is no time: the year is not told: write it, as in Q3 2023 or 2024年底, or say what last year and 今年 are counted from (loader.WithToday); found "去年"`,
			`t.csv:3:1: others are meant here who are not named; only the names are read; found "王五等3人"`,
			`t.csv:4:1: others are meant here who are not named; only the names are read; found "Ann Lee et al."`,
		},
		"person,to\n某高管,字野\na researcher,Heron\n\"Jo Vale, Kit Vale\",Heron\n张三和李四,Heron\n\"Smith, Jo\",\"Alphabet, Inc.\"\n": {
			`t.csv:2:1: this looks like a description, not like a name; rows that have the same one are taken for one person; found "某高管"`,
			`t.csv:3:1: this looks like a description, not like a name; rows that have the same one are taken for one person; found "a researcher"`,
			`t.csv:4:1: this is taken for one name, but both sides of "," look like names; put ";" between two; found "Jo Vale, Kit Vale"`,
			`t.csv:5:1: this is taken for one name, but both sides of "和" look like names; put ";" between two; found "张三和李四"`,
		},
		"organization,sector\n*ST Gull,AI\n": nil,
		"organization\nHeron/Tern/Gull\n\"Heron, Tern and Gull\"\nHeron\nTern\nGull\nHeron & Saft\n": {
			`t.csv:2:1: this is taken for one name, but both sides of "/" are names; put ";" between two; found "Heron/Tern/Gull"`,
			`t.csv:3:1: this is taken for one name, but its parts are names; put ";" between two; found "Heron, Tern and Gull"`,
		},
		"person,from,to\nA B,C,D\nNote: all figures are rounded, by hand, more or less\n* not sure, again\n注：据报道, 未经证实\nTotal, 3\nSources: Reuters, Caixin, own\nperson,from,to\n": {
			`t.csv:3:1: this looks like a footnote, and is not read; found "Note: all figures are rounded"`,
			`t.csv:4:1: this looks like a footnote, and is not read; found "* not sure, again"`,
			`t.csv:5:1: this looks like a footnote, and is not read; found "注：据报道, 未经证实"`,
			`t.csv:6:1: this looks like a row of totals, and is not read; found "Total, 3"`,
			`t.csv:7:1: this looks like a footnote, and is not read; found "Sources: Reuters"`,
			`t.csv:8:1: these are the headings once more, and the row is not read; found "person"`,
		},
		"person,from,to,year,source,kind\nAda Quill (CTO),X,Y,2204,www.ledger.example/1,\nBo*,X,X,1024,ledger.example/a,\nCy,X,X,2024,Ledger 2.0/b c,promotion\n*Di,X,Y,2024,,\n": {
			`t.csv:2:1: what stands in brackets is taken for a part of the name; other names stand under also_known_as, and a role under role; found "Ada Quill (CTO)"`,
			`t.csv:2:21: this is far from the present; is the year meant so?; found "2204"`,
			`t.csv:2:26: this looks like a web address; write https:// before it, or it is taken for a name; found "www.ledger.example/1"`,
			`t.csv:3:1: the sign for a footnote is taken for a part of the name; found "Bo*"`,
			`t.csv:3:7: from and to are one organization; if it is a promotion, say so in the column "kind"; found "X"`,
			`t.csv:3:9: this is far from the present; is the year meant so?; found "1024"`,
			`t.csv:3:14: this looks like a web address; write https:// before it, or it is taken for a name; found "ledger.example/a"`,
			`t.csv:4:13: this new name holds a digit or a colon and stands in no other row; is it a figure or a footnote?; found "Ledger 2.0/b c"`,
		},
		"创始人,公司,来源\n王五等,甲芯,Vale et al.\n周等,乙芯高等,\n\"Jo Vale, et al.\",Heron etc.,\n李四;等,字野,\n": {
			`t.csv:2:1: others are meant here who are not named; only the names are read; found "王五等"`,
			`t.csv:4:1: others are meant here who are not named; only the names are read; found "Jo Vale, et al."`,
			`t.csv:4:19: others are meant here who are not named; only the names are read; found "Heron etc."`,
			`t.csv:5:1: others are meant here who are not named; only the names are read; found "李四;等"`,
		},
		"person,to,when\nA,B,2024.1\nA,B,2024.10\nA,B,2024.2\n": {`t.csv:2:5: 2024.1 is read as January; spreadsheets keep 2024.10 so, too, if it was typed as a number; found "2024.1"`},
		"person,to,when\nA,B,45352\n":                           {`t.csv:2:5: 45352 is read as the number that spreadsheets keep for 2024-03-01; write the date; found "45352"`},
		"person,to\nA,B\n":                                      nil,
	} {
		_, hints := rowsOf(t, table)
		assert.Equal(t, want, hints, table)
	}
}

// Headings as people write them; what is above them is passed over.
func TestHeadingsAsPeopleWriteThem(t *testing.T) {
	want, _ := rowsOf(t, "person,from,to,when,role,source\nA,B,C,2024,CTO,https://s.example/1\n")
	row := "A,B,C,2024,CTO,https://s.example/1\n"
	for _, table := range []string{
		"Name,Old company,New company,Date,Title,URL\n" + row,
		"NAME , Old_Company,new-company,Date (YYYY-MM),Job title:,Link\n" + row,
		"人物,原机构,新机构,时间,职位,链接\n" + row,
		",姓名（全名）,原公司,新公司,日期,职务,来源,\n" + "0," + strings.TrimSpace(row) + ",\n",
		"序号,Names,Previous employer,Joined,Date of change,Designation,References\n1," + row,
		"姓名 Name*,From 原公司,新公司/To,时间 (Date),职位（Title）,来源 Source\n" + row,
		"Person?,From org,Now at,Moved on,Title,Link\n" + row,
		"人才,流出企业,流入企业,流动时间,岗位,链接\n" + row,
		"离职员工,原任职单位,现任职单位,离职年月,职位,来源\n" + row,
		"人员姓名,前东家,新东家,入职时间,职位名称,来源\n" + row,
		"姓名,前雇主,现职公司,离职日期,职位,链接\n" + strings.TrimSpace(row) + ",,,\n",
		"姓名（全名）,原公司,新公司,日期,职务,来源\n" + row,
		"sep=,\r\nperson,from,to,when,role,source\r\n" + row,
		"\"sep=,\"\nperson,from,to,when,role,source\n" + row,
		"Moves of the year,,,,,\n\nperson,from,to,when,role,source\n" + row,
		"\n,,,,,\nA title, by hand\n\nperson,from,to,when,role,source\n" + row,
		"person|from|to|when|role|source\n" + strings.ReplaceAll(row, ",", "|"),
		"\"person\",\"from\n(company)\",\"to\n(company)\",\"when\n(day)\",role,source\n" + row,
		"Moves\n\n\"person\";\"from\n(company)\";to;\"when\";role;source\n" + strings.ReplaceAll(row, ",", ";"),
		"person，from，to，when，role，source\n" + strings.ReplaceAll(row, ",", "，"),
		"人物；原公司；新公司；时间；职务；来源\n" + strings.ReplaceAll(row, ",", "；"),
		"person｜from｜to｜when｜role｜source\n" + strings.ReplaceAll(row, ",", "｜"),
		"sep=，\nperson，from，to，when，role，source\n" + strings.ReplaceAll(row, ",", "，"),
		"person, from, \"to\", when, role, source\nA, B, \"C\", 2024, CTO, https://s.example/1\n",
		"\uFEFF\uFEFFperson,fr\u00adom,to\u200b,when,role,source\nA,\u200bB,C\u200e,2024\u200b,CTO,https://s.example/1\n",
		"sep=|\nperson|from|to|when|role|source\n" + strings.ReplaceAll(row, ",", "|"),
		"sep=\t\nperson\tfrom\tto\twhen\trole\tsource\n" + strings.ReplaceAll(row, ",", "\t"),
		"\uFEFFMoves; of 2024\r\rperson;from;to;when;role;source\r" + strings.ReplaceAll(strings.ReplaceAll(row, ",", ";"), "\n", "\r"),
	} {
		got, _ := rowsOf(t, table)
		assert.Equal(t, want, got, table)
	}
	got, _ := rowsOf(t, "Who,Old firm,Where to,Date,Title,URL,Wage\n"+strings.TrimSpace(row)+",1\n", csv.WithColumns(map[string]string{"old firm": "from", "Where To": "新公司", "wage": "#"}))
	assert.Equal(t, want, got)
	g := graph.New()
	_, err := read(t.Context(), g, "company,sector\nA,AI\n")
	require.NoError(t, err)
	assert.Equal(t, 1, count(t, g, vocab.ORGOrganization))

	for table, want := range map[string]string{
		"Title above\n\nperson,from,to,salary\nA,B,C,2\n": `t.csv:3:16: a table of moves has no column "salary"; found: "person", "from", "to", "salary"`,
		"Nom,Ancien,Nouveau\nA,B,C\n":                     `t.csv:1:1: the first line does not have the headings of a table`,
		"sep=;\nperson;to\nA;<b\n":                        `t.csv:3:3: "<b" begins as an IRI`,
		"A title\n\nperson,to\nA,B\n\nC,<b\n":             `t.csv:6:3: "<b" begins as an IRI`,
		"A title\n\nperson,to\n\"A,B\n":                   `t.csv:4:1: the quotation mark that begins this cell is not closed`,
		"A title\n\nperson,to\nA\n":                       `t.csv:4:1: the row does not have as many cells as there are headings`,
		"人物,原公事\nA,B\n":                                   `found: "人物", "原公事"`,
	} {
		_, err := read(t.Context(), graph.New(), table)
		assert.ErrorContains(t, err, want, table)
	}
	_, err = read(t.Context(), graph.New(), "person,to\n", csv.WithColumns(map[string]string{"x": "wage"}))
	assert.ErrorContains(t, err, `no table has a column "wage", which the heading "x" is to be`)
}

// The words for a heading mean one column of a table, and the doc of the package lists all of them.
func TestSynonyms(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	said := regexp.MustCompile(`\s+(//)?\s*`).ReplaceAllString(string(doc), " ")
	for _, table := range csv.Tables() {
		met := map[string]string{}
		for _, words := range csv.Headings(table) {
			for _, word := range words {
				assert.Empty(t, met[word], "%s of %s is %s, too", word, table, words[0])
				met[word] = words[0]
			}
			if others := words[1:]; len(others) > 0 {
				assert.Contains(t, said, words[0]+": "+strings.Join(others, ", ")+";", "of %s", table)
			}
		}
	}
}

// Posts, founders, leaders and investments are tables, too.
func TestMoreTables(t *testing.T) {
	g := graph.New()
	for _, table := range []string{
		"person,organization,role,since,until,status,source\nMara Voss,Heron AI,CTO,2020,,current,https://n.example/1\nIvo Klein,Heron AI,CFO,2019-03,2021,former,\nLi Wan,Heron AI,,,2022,,\n",
		"人物,公司,职务,状态\n万力,字野,研究员,现任\n",
		"founder,company,founded\nMara Voss,Gull,2024\n",
		"founder,company,when,from\nIvo Klein,Gull,2024,Heron AI\n",
		"leader,model,of,kind\nLi Wan,Sol,Gull,\n",
		"leader,unit,of,kind\nLi Wan,Gull Lab,Gull,unit\nLi Wan,Nest,Gull,product\n",
		"investor,investee,year,when\nHeron AI,Gull,2024,Q3 2024\n",
	} {
		if strings.Contains(table, "founded") {
			_, err := read(t.Context(), g, table, csv.WithColumns(map[string]string{"founded": "year"}))
			require.NoError(t, err)
			continue
		}
		_, err := read(t.Context(), g, table)
		require.NoError(t, err, table)
	}
	for class, want := range map[quad.IRI]int{vocab.ClassPost: 4, vocab.ORGMembership: 4, vocab.ClassMove: 2, vocab.ClassModel: 1, vocab.ClassProduct: 1, vocab.ORGOrganizationalUnit: 1, vocab.ClassInvestment: 1} {
		assert.Equal(t, want, count(t, g, class), class)
	}
	var times []string
	for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: vocab.When}) {
		require.NoError(t, err)
		times = append(times, quad.StringOf(q.Object))
	}
	edtf := func(text string) string { return `"` + text + `"^^<http://id.loc.gov/datatypes/edtf/EDTF>` }
	assert.ElementsMatch(t, []string{edtf("2020/.."), edtf("2019-03/2021"), edtf("../2022"), `"2024"^^<xsd:gYear>`, edtf("2024-35")}, replaceAll(times, "http://www.w3.org/2001/XMLSchema#", "xsd:"))
	led, _ := objects(t, g, vocab.ID+"model-sol", vocab.LedBy)
	assert.Equal(t, []quad.Value{quad.IRI(vocab.ID + "person-li-wan")}, led)
	for table, want := range map[string]string{
		"person,organization,role,since,until\nA,B,C,2024,2023\n": "2:12: the post ends before it begins",
		"person,organization,when,since\nA,B,2024,2023\n":         "2:5: the row has a since or an until beside it",
		"leader,model,kind\nA,B,car\n":                            "2:5: this must be one of model",
		"leader,unit,of,kind\nA,B,B,unit\n":                       "2:5: an organization cannot be part of itself",
		"investor,when\nA,2024\n":                                 "a table of investments needs a column investee",
	} {
		_, err := read(t.Context(), graph.New(), table)
		assert.ErrorContains(t, err, want, table)
	}
}

func replaceAll(texts []string, old, new string) (all []string) {
	for _, text := range texts {
		all = append(all, strings.ReplaceAll(text, old, new))
	}
	return all
}

// Times in each form have the datatype that can say them; a year is stated where there is one.
func TestTimesAsPeopleWriteThem(t *testing.T) {
	for cell, want := range map[string]struct {
		when quad.Value
		year int
	}{
		"Mar 2024":            {quad.TypedString{Value: "2024-03", Type: vocab.XSDGYearMonth}, 2024},
		"15 March 2024":       {quad.TypedString{Value: "2024-03-15", Type: vocab.XSDDate}, 2024},
		"3/15/2024":           {quad.TypedString{Value: "2024-03-15", Type: vocab.XSDDate}, 2024},
		"2024-03-15 00:00:00": {quad.TypedString{Value: "2024-03-15", Type: vocab.XSDDate}, 2024},
		"Q3 2023":             {quad.TypedString{Value: "2023-35", Type: vocab.EDTF}, 2023},
		"2024H1":              {quad.TypedString{Value: "2024-40", Type: vocab.EDTF}, 2024},
		"early 2024":          {quad.TypedString{Value: "2024-37~", Type: vocab.EDTF}, 2024},
		"2022-2024":           {quad.TypedString{Value: "2022/2024", Type: vocab.EDTF}, 0},
		"2024?":               {quad.TypedString{Value: "2024?", Type: vocab.EDTF}, 2024},
		"since 2022":          {quad.TypedString{Value: "2022/..", Type: vocab.EDTF}, 0},
		"2024年上半年":            {quad.TypedString{Value: "2024-40", Type: vocab.EDTF}, 2024},
	} {
		g := graph.New()
		_, err := read(t.Context(), g, "person,to,when,id\nA,B,"+cell+",https://m.example/1\n")
		require.NoError(t, err, cell)
		when, _ := objects(t, g, "https://m.example/1", vocab.When)
		assert.Equal(t, []quad.Value{want.when}, when, cell)
		years, _ := objects(t, g, "https://m.example/1", vocab.Year)
		if want.year == 0 {
			assert.Empty(t, years, cell)
		} else {
			assert.Equal(t, []quad.Value{quad.Int(want.year)}, years, cell)
		}
	}
	_, err := read(t.Context(), graph.New(), "person,to,when\nA,B,3/4/2024\n")
	assert.ErrorContains(t, err, "t.csv:2:5: 3/4/2024 can be 2024-04-03 or 2024-03-04; write it so, or say which order dates have, dmy or mdy (loader.WithDates)")
	dmy, _ := rowsOf(t, "person,to,when\nA,B,3/4/2024\n", csv.WithDates("dmy"))
	april, _ := rowsOf(t, "person,to,when\nA,B,2024-04-03\n")
	assert.Equal(t, april, dmy)
	for table, same := range map[string]string{
		"person,to,year,team_size\nA,B,2024.0,\"1,000\"\n":                                        "person,to,year,team_size\nA,B,2024,1000\n",
		"person,to,team,team_size,kind,source,certainty,when\nA,B,✔,12人,ＨＩＲＥ,S,rumored,45352.0\n": "person,to,team,team_size,kind,source,certainty,when\nA,B,yes,12,hire,S,speculative,2024-03-01\n",
		"person,to,source\nA,B,https://n.example/1;https://n.example/2\n":                         "person,to,source\nA,B,https://n.example/1\nA,B,https://n.example/2\n",
		"person,to,team,kind\nA,B,Y,joined\n":                                                     "person,to,team,kind\nA,B,yes,hire\n",
		"name,company,start date,end date\nA,B,2020,Present\nC,D,2021年,至今\n":                      "name,company,start date,end date\nA,B,2020,\nC,D,2021年,\n",
		"person,to,when,year\nA,B,2023/2024,2024\n":                                               "person,to,year,when\nA,B,2024,2023/2024\n",
	} {
		one, _ := rowsOf(t, table)
		other, _ := rowsOf(t, same)
		assert.Equal(t, other, one, table)
	}
	for _, table := range []string{"person,to,year\nA,B,24\n", "person,to,team_size\nA,B,\"1,00\"\n", "person,to,team_size\nA,B,1.5\n", "person,to,when,year\nA,B,2022/2024,2025\n"} {
		_, err := read(t.Context(), graph.New(), table)
		assert.Error(t, err, table)
	}
}

const chinese = "人物,原公司,新公司,时间\n杨红霞,阿里巴巴,字节跳动,2023年\n王小川,搜狗,百川智能,2023年4月\n"
const traditional = "人物,原公司,新公司,時間\n楊紅霞,阿里巴巴,字節跳動,2023年\n王小川,搜狗,百川智能,2023年4月\n"

// Tables in other encodings are read by their mark, by what they look like, or by what they are said to be.
func TestEncodings(t *testing.T) {
	little, big := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	for name, c := range map[string]struct {
		text     string
		encoding encoding.Encoding
		mark     string
		guess    string
	}{
		"gbk":          {chinese, simplifiedchinese.GBK, "", "GB18030"},
		"gb18030":      {chinese, simplifiedchinese.GB18030, "", "GB18030"},
		"big5":         {traditional, traditionalchinese.Big5, "", "Big5"},
		"utf-16le":     {chinese, little, "", "UTF-16LE"},
		"UTF-16BE":     {traditional, big, "", "UTF-16BE"},
		"utf16":        {chinese, little, "\xff\xfe", ""},
		"UTF-16":       {chinese, big, "\xfe\xff", ""},
		"utf-8":        {chinese, encoding.Nop, "\uFEFF", ""},
		"windows-1252": {"person,to\nJosé,Société Générale\n", charmap.Windows1252, "", "no guess"},
	} {
		want, _ := rowsOf(t, c.text)
		coded, err := c.encoding.NewEncoder().String(c.text)
		require.NoError(t, err)
		coded = c.mark + coded
		got, _ := rowsOf(t, coded, csv.WithEncoding(name))
		assert.Equal(t, want, got, name)
		if c.guess == "no guess" {
			continue
		}
		got, _ = rowsOf(t, coded)
		assert.Equal(t, want, got, name)
		assert.True(t, csv.Sniff([]byte(coded)), name)
		g := graph.New()
		require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
			im, err := csv.NewImporter(t.Context(), tx, iotest.OneByteReader(strings.NewReader(coded)))
			require.NoError(t, err)
			encoding, guessed := im.Encoding()
			assert.Equal(t, c.guess != "", guessed, name)
			if guessed {
				assert.Equal(t, c.guess, encoding)
			}
			return nil
		}))
		// A place is counted in characters of the text.
		_, err = read(t.Context(), graph.New(), strings.Replace(coded, coded[len(coded)-2:], coded[len(coded)-2:], 1)+mustEncode(t, c.encoding, "林,阿里,字節,soon\n"))
		if name != "gbk" && name != "gb18030" && name != "utf16" && name != "utf-16le" {
			assert.ErrorContains(t, err, "t.csv:4:9: this must be a year", name)
		}
	}
	for _, table := range []string{"person,to\nA,\xb0\n", chinese[:20] + "\xff"} {
		_, err := read(t.Context(), graph.New(), table, csv.WithEncoding("gbk"))
		assert.Error(t, err)
	}
	_, err := read(t.Context(), graph.New(), chinese, csv.WithEncoding("ebcdic"))
	assert.ErrorContains(t, err, `there is no encoding "ebcdic"; use one of utf-8, gbk`)
}

func mustEncode(t *testing.T, e encoding.Encoding, text string) string {
	t.Helper()
	coded, err := encoding.ReplaceUnsupported(e.NewEncoder()).String(text)
	require.NoError(t, err)
	return coded
}

// A table in pieces of any size is the same table.
func TestInPieces(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(chinese)
	require.NoError(t, err)
	for _, table := range []string{moves, chinese, gbk, "Title\r\n\r\nperson;to\r\nA;\"B\r\nC\"\r\n", "sep=|\rperson|to\rA|B\r"} {
		want, _ := rowsOf(t, table)
		for _, pieces := range []func(io.Reader) io.Reader{iotest.OneByteReader, iotest.HalfReader, iotest.DataErrReader} {
			g := graph.New()
			require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
				im, err := csv.NewImporter(t.Context(), tx, pieces(bytes.NewReader([]byte(table))))
				for err == nil {
					_, err = im.ImportRow(t.Context())
				}
				if err == io.EOF {
					return nil
				}
				return err
			}))
			var got []string
			for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
				require.NoError(t, err)
				got = append(got, q.String())
			}
			assert.Equal(t, want, got, fmt.Sprintf("%.40q", table))
		}
	}
}
