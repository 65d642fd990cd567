package loader_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
	"talentgraph.example/loader/syntax"
)

// workbook makes a workbook of one sheet, "S", from the sheet's rows and other parts by their names.
func workbook(t testing.TB, rows string, parts map[string]string) []byte {
	t.Helper()
	const space = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	all := map[string]string{
		"xl/workbook.xml":            `<workbook ` + space + `><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/one.xml"/></Relationships>`,
		"xl/worksheets/one.xml":      `<?xml version="1.0"?><worksheet ` + space + `><sheetData>` + rows + `</sheetData></worksheet>`,
	}
	for name, text := range parts {
		all[name] = text
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range all {
		f, err := w.Create(name)
		require.NoError(t, err)
		_, err = f.Write([]byte(text))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

// sheetRow is a row of texts.
func sheetRow(n int, cells ...string) string {
	row := fmt.Sprintf(`<row r="%d">`, n)
	for i, c := range cells {
		row += fmt.Sprintf(`<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+i, n, c)
	}
	return row + "</row>"
}

func loadBytes(t *testing.T, name string, data []byte, opts ...loader.Option) (*graph.Graph, loader.Report, error) {
	t.Helper()
	g := graph.New()
	report, err := loader.Load(t.Context(), g, bytes.NewReader(data), append([]loader.Option{loader.WithName(name)}, opts...)...)
	if err != nil {
		assert.Zero(t, g.Size())
	}
	return g, report, err
}

// A workbook that a program has written is the table that it shows: dates, numbers, truth values, shared texts.
func TestWorkbook(t *testing.T) {
	g := graph.New()
	report, err := loader.LoadFile(t.Context(), g, filepath.Join("..", "testdata", "tables", "workbook.xlsx"))
	require.NoError(t, err)
	assert.Equal(t, loader.XLSX, report.Format)
	table := "Name,Old company,New company,Date,Title,Team size,With team,URL\n" +
		"Lin Meihua,Nimbus Research,Acme Robotics,2024-03-15,chief scientist,3,true,https://news.example.com/2024/03\n" +
		"Omar Haddad,Acme Robotics,,2024-07-01,,,,Daily News\n陳志強,晨星,藍鶴,Q3 2023,負責人,,,Daily News\nAda Okafor,,Nimbus Research,2025,,,,\n"
	same, _, err := loadBytes(t, "t.csv", []byte(table))
	require.NoError(t, err)
	assertEqual(t, same, g)

	data, err := os.ReadFile(filepath.Join("..", "testdata", "tables", "workbook.xlsx"))
	require.NoError(t, err)
	people, report, err := loadBytes(t, "", data, loader.WithSheet("人物"))
	require.NoError(t, err)
	assert.Equal(t, loader.XLSX, report.Format, "by its content")
	n, err := people.Count(t.Context(), graph.Pattern{Predicate: vocab.KnownFor})
	require.NoError(t, err)
	assert.EqualValues(t, 1, n)
	_, _, err = loadBytes(t, "b.xlsx", data, loader.WithSheet("Sheet9"))
	assert.ErrorContains(t, err, `b.xlsx: there is no sheet "Sheet9"; the workbook has "Moves", "人物"`)
}

// What a workbook can have in its cells, and where its errors are.
func TestCellsOfWorkbooks(t *testing.T) {
	date := map[string]string{
		"xl/styles.xml": `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode="[$-409]d\-mmm;@"/><numFmt numFmtId="165" formatCode="0.0&quot;day&quot;"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml": `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>person</t></si><si><r><t>Ann</t></r><r><t xml:space="preserve"> Lee</t></r><rPh sb="0" eb="1"><t>アン</t></rPh></si></sst>`,
	}
	head := `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="str"><v>to</v></c><c t="inlineStr"><is><t>when</t></is></c></row>`
	row := func(cells string) string {
		return head + `<row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" t="inlineStr"><is><t>B</t></is></c>` + cells + `</row>`
	}
	for cells, want := range map[string]string{
		`<c r="C4" s="1"><v>45352</v></c>`:                    "2024-03-01",
		`<c r="C4" s="2"><v>45352</v></c>`:                    "2024-03-01",
		`<c r="C4" s="2"><v>45352.5</v></c>`:                  "2024-03-01T12:00:00",
		`<c r="C4" s="3"><v>2024</v></c>`:                     "2024",
		`<c r="C4"><f>A1</f><v>2.024E3</v></c>`:               "2024",
		`<c r="C4" t="d"><v>2024-03-15T00:00:00</v></c>`:      "2024-03-15T00:00:00",
		`<c r="C4" t="inlineStr"><is><t>Q3 2023</t></is></c>`: "2023-35",
		`<c r="C4" t="inlineStr"><is><t>_x000D_
Q3_x0020_2023_x000D_</t></is></c>`: "2023-35",
	} {
		g, _, err := loadBytes(t, "b.xlsx", workbook(t, row(cells), date))
		require.NoError(t, err, cells)
		_, err = graph.Resolve(t.Context(), g, "Ann Lee", graph.PersonKind())
		require.NoError(t, err)
		for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: vocab.When}) {
			require.NoError(t, err)
			assert.Contains(t, quad.StringOf(q.Object), `"`+want+`"`)
		}
	}
	for cells, want := range map[string]string{
		`<c r="C4" t="inlineStr"><is><t>soon</t></is></c>`:       `b.xlsx:S!C4: this must be a year, a month`,
		`<c r="C4" t="e"><v>#REF!</v></c>`:                       `b.xlsx:S!C4: the cell shows an error; found "#REF!"`,
		`<c r="D4"><v>1</v></c>`:                                 `b.xlsx:S!D4: there is no heading above this cell`,
		`<c r="C4" t="s"><v>2</v></c>`:                           `shows a text "2" that is not there`,
		`<c r="C4" t="s"><v>-1</v></c>`:                          `shows a text "-1" that is not there`,
		`<c r="C4" t="str"><v>a_x0001_b</v></c>`:                 `b.xlsx:S!C4: there is a control character in this cell (U+0001)`,
		`<c r="C4" t="str"><v>_x005F_x0001_ _xD800_ _x1</v></c>`: `found "_x0001_ _xD800_ _x1"`,
		`<c r="A4"><v>1</v></c>`:                                 `b.xlsx:S!A4: the workbook is damaged: a cell of row 4 of the sheet "S" is at "A4"`,
		`<c r="XFE4"><v>1</v></c>`:                               `is at "XFE4"`,
		`<c r="ZZZZZZZZZZZZZZZ4"><v>1</v></c>`:                   `is at "ZZZZ`,
		`</row><row r="3">`:                                      `has a row number "3" behind row 4`,
		`<c`:                                                     `the workbook is damaged`,
		`</worksheet>`:                                           `the workbook is damaged`,
	} {
		_, _, err := loadBytes(t, "b.xlsx", workbook(t, row(cells), date))
		var wrong *loader.SyntaxError
		require.ErrorAs(t, err, &wrong, cells)
		assert.ErrorContains(t, err, want)
		_, _, err = loadBytes(t, "b.xlsx", workbook(t, row(cells), date), loader.WithLenient(10, nil))
		if strings.Contains(want, "S!") && !strings.Contains(want, "damaged") {
			assert.NoError(t, err, "the row is skipped")
		}
	}
	g, _, err := loadBytes(t, "b.xlsx", workbook(t, sheetRow(1, "person", "to")+sheetRow(2, "A", "B"), map[string]string{
		"xl/workbook.xml": `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>`,
	}))
	require.NoError(t, err)
	assert.Positive(t, g.Size())
}

// sheets makes parts of a workbook of several sheets, by name and rows; the name of one that is not shown begins with "~".
func sheets(named ...string) map[string]string {
	const space = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	list, relations, parts := "", "", map[string]string{}
	for i := 0; i < len(named); i += 2 {
		state := ""
		if strings.HasPrefix(named[i], "~") {
			state = ` state="hidden"`
		}
		list += fmt.Sprintf(`<sheet name="%s"%s r:id="r%d"/>`, named[i], state, i)
		relations += fmt.Sprintf(`<Relationship Id="r%d" Target="worksheets/s%d.xml"/>`, i, i)
		parts[fmt.Sprintf("xl/worksheets/s%d.xml", i)] = `<worksheet ` + space + `><sheetData>` + named[i+1] + `</sheetData></worksheet>`
	}
	parts["xl/workbook.xml"] = `<workbook ` + space + `><sheets>` + list + `</sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = `<Relationships>` + relations + `</Relationships>`
	return parts
}

func hintsOf(r loader.Report) (all []string) {
	for _, h := range r.Hints {
		all = append(all, h.Error())
	}
	return all
}

// The sheet that is read is the first that is shown and has headings; tables in others are told.
func TestSheetsOfWorkbooks(t *testing.T) {
	moves := sheetRow(1, "person", "to") + sheetRow(2, "Ann Lee", "Heron")
	people := sheetRow(1, "Name", "Known for") + sheetRow(2, "Ann Lee", "compilers")
	for _, c := range []struct {
		parts map[string]string
		hints []string
	}{
		{sheets("Moves", moves), nil},
		{sheets("~old", people, "Notes", sheetRow(1, "This lists moves"), "Moves", moves), nil},
		{sheets("Moves", moves, "People", people, "~old", people), []string{`b.xlsx:Moves!A1: only this sheet is read; there are tables in others: People (loader.WithSheet names another)`}},
	} {
		g, report, err := loadBytes(t, "b.xlsx", workbook(t, "", c.parts))
		require.NoError(t, err)
		n, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.RDFType, Object: vocab.ClassMove})
		require.NoError(t, err)
		assert.EqualValues(t, 1, n)
		assert.Equal(t, c.hints, hintsOf(report))
	}
	_, _, err := loadBytes(t, "b.xlsx", workbook(t, "", sheets("Moves", sheetRow(1, "person", "to", "wage"), "People", people)))
	assert.ErrorContains(t, err, `b.xlsx:Moves!C1: a table of moves has no column "wage"`)
}

// Merged cells are those of each row; rows that are not shown are read; formulas whose values were not kept are told.
func TestSheetsAsPeopleMakeThem(t *testing.T) {
	text := func(at, s string) string { return `<c r="` + at + `" t="inlineStr"><is><t>` + s + `</t></is></c>` }
	rows := `<row r="1">` + text("A1", "The moves of 2024") + `</row><row r="3">` + text("B3", "Name") + text("C3", "Employer") + text("E3", "Date") + `</row>` +
		`<row r="4">` + text("C4", "From") + text("D4", "To") + `</row>` +
		`<row r="5">` + text("B5", "Ann Lee") + text("C5", "Tern") + text("D5", "Heron") + text("E5", "2023") + `</row>` +
		`<row r="6" hidden="1">` + text("C6", "Heron") + text("D6", "Ibis") + text("E6", "2024") + `</row><row r="7"/>`
	merged := map[string]string{"xl/worksheets/one.xml": `<worksheet><sheetData>` + rows + `</sheetData><mergeCells count="5"><mergeCell ref="A1:E2"/><mergeCell ref="B3:B4"/><mergeCell ref="C3:D3"/><mergeCell ref="E3:E4"/><mergeCell ref="B5:B7"/></mergeCells></worksheet>`}
	g, report, err := loadBytes(t, "b.xlsx", workbook(t, "", merged))
	require.NoError(t, err)
	want, _, err := loadBytes(t, "t.csv", []byte("person,from,to,when\nAnn Lee,Tern,Heron,2023\nAnn Lee,Heron,Ibis,2024\n"))
	require.NoError(t, err)
	assertEqual(t, want, g)
	assert.Equal(t, []string{`b.xlsx:S!A6: 1 rows that are not shown, this one first, are read all the same`}, hintsOf(report))

	_, _, err = loadBytes(t, "b.xlsx", workbook(t, sheetRow(1, "person", "to")+`<row r="2">`+text("A2", "Ann Lee")+`<c r="B2"><f>A1</f><v></v></c></row>`, nil))
	assert.ErrorContains(t, err, `b.xlsx:S!B2: the value of the formula in this cell was not kept; open the workbook in a spreadsheet program, and save it`)
}

// An amount is what its cell shows: in the currency and the unit of its format.
func TestFormatsOfAmounts(t *testing.T) {
	for code, want := range map[string]string{
		`[$$-409]#,##0.00`: "US$2500", `"$"#,##0`: "$2500", `\$#,##0_);[Red]\(\$#,##0\)`: "$2500", `#,##0 [$€-407]`: "2500 EUR", `[$¥-804]#,##0`: "2500元", `[$￥-411]#,##0`: "2500 JPY",
		`_-[$£-809]* #,##0.00_-;-[$£-809]* #,##0.00_-`: "GBP 2500", `[$USD] #,##0.0`: "2500 USD", `#,##0"万元"`: "2500万元", `$#,##0.0,"K"`: "$2500", `#,##0`: "2500", `0.00E+00`: "2500", `General`: "2500",
		`[>=1000]0.0,"k";0`: "2.5k", `"¥"#,##0`: "2500", `#,##0" deals"`: "2500", `[$HK$-C04]#,##0`: "HK$2500", `[$$-C04]#,##0`: "HK$2500",
	} {
		styles := map[string]string{"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="` + strings.NewReplacer(`"`, "&quot;", "<", "&lt;", ">", "&gt;").Replace(code) + `"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`}
		g, _, err := loadBytes(t, "b.xlsx", workbook(t, sheetRow(1, "investor", "investee", "amount")+`<row r="2"><c r="A2" t="inlineStr"><is><t>Pine</t></is></c><c r="B2" t="inlineStr"><is><t>Heron</t></is></c><c r="C2" s="1"><v>2500</v></c></row>`, styles))
		require.NoError(t, err, code)
		same, _, err := loadBytes(t, "t.csv", []byte("investor,investee,amount\nPine,Heron,"+want+"\n"))
		require.NoError(t, err, code)
		assertEqual(t, same, g)
	}
	styles := map[string]string{"xl/styles.xml": `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>`}
	g, _, err := loadBytes(t, "b.xlsx", workbook(t, sheetRow(1, "person", "to", "role")+`<row r="2"><c r="A2" t="inlineStr"><is><t>Ann</t></is></c><c r="B2" t="inlineStr"><is><t>Heron</t></is></c><c r="C2" s="1"><v>7.0000000000000007E-2</v></c></row>`, styles))
	require.NoError(t, err)
	n, err := g.Count(t.Context(), graph.Pattern{Object: quad.LangString{Value: "7%", Lang: "en"}})
	require.NoError(t, err)
	assert.EqualValues(t, 1, n)
}

// What is no workbook says what it is and what to do.
func TestNoWorkbooks(t *testing.T) {
	archive := func(name string) []byte {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		_, err := w.Create(name)
		require.NoError(t, err)
		require.NoError(t, w.Close())
		return out.Bytes()
	}
	old := []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on")
	for _, c := range []struct {
		name, want string
		data       []byte
	}{
		{"t.csv", "t.csv: it is a workbook (.xlsx) or another zip archive, and no text; name it .xlsx, or give loader.WithFormat", archive("a")},
		{"t.xlsx", "t.xlsx: it is no workbook (.xlsx); a table in a text file is named .csv", []byte("person,to\n")},
		{"t.xls", "t.xls: it is an old workbook (.xls) or document; save it as .xlsx or as CSV", old},
		{"t.csv", "t.csv: it is an old workbook (.xls)", old},
		{"t.xlsx", "t.xlsx: it is a workbook with a password, or an old one", old},
		{"t.xls", "t.xls: it is an HTML page, named as a workbook; open it", []byte("<html><table><tr><td>person</td></tr></table></html>")},
		{"t.xlsx", "t.xlsx: it is an HTML page, named as a workbook", []byte("\n<table border=1><tr><td>person</td></tr></table>")},
		{"t.xls", "t.xls: it is a workbook in the XML of 2003", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`)},
		{"t.ods", "t.ods: it is an OpenDocument file (.ods); save it as .xlsx or as CSV", archive("content.xml")},
		{"t.xlsb", "t.xlsb: it is a binary workbook (.xlsb); save it", archive("xl/workbook.bin")},
		{"t.zip", "t.zip: it is a zip archive, but no workbook; unpack it", archive("moves.csv")},
		{"t.xlsx", "t.xlsx: the workbook is no zip archive, or a damaged one", []byte("PK\x03\x04 and so on")},
	} {
		_, _, err := loadBytes(t, c.name, c.data)
		assert.ErrorContains(t, err, c.want)
	}
}

// Limits hold for all that a workbook can ask for, and a context is heard while nothing comes of it.
func TestLimitsOfWorkbooks(t *testing.T) {
	rows := sheetRow(1, "person", "to") + sheetRow(2, strings.Repeat("A", 2000), "B")
	for option, limit := range map[string]syntax.Option{
		"WithMaxDocument": syntax.WithMaxDocument(300), "WithMaxLiteral": syntax.WithMaxLiteral(1000), "WithMaxLine": syntax.WithMaxLine(2100),
	} {
		text := rows
		if option == "WithMaxLine" {
			text = sheetRow(1, "person", "to") + sheetRow(2, strings.Repeat("A", 1500), strings.Repeat("B", 1500))
		}
		_, _, err := loadBytes(t, "b.xlsx", workbook(t, text, nil), loader.WithLimits(limit))
		require.ErrorIs(t, err, graph.ErrLimit, option)
		assert.ErrorContains(t, err, option)
	}
	bomb := workbook(t, sheetRow(1, "person", "to")+strings.Repeat("<row></row>", 2_000_000), nil)
	require.Less(t, len(bomb), 200_000)
	_, _, err := loadBytes(t, "b.xlsx", bomb, loader.WithLimits(syntax.WithMaxDocument(200_000)))
	require.ErrorIs(t, err, graph.ErrLimit)
	texts := map[string]string{"xl/sharedStrings.xml": "<sst>" + strings.Repeat("<si><t>aaaaaaaaaaaaaaaa</t></si>", 20_000) + "</sst>"}
	_, _, err = loadBytes(t, "b.xlsx", workbook(t, rows, texts), loader.WithLimits(syntax.WithMaxDocument(100_000)))
	require.ErrorIs(t, err, graph.ErrLimit)
	for _, looks := range []int{0, 1, 5, 50, 500} {
		g := graph.New()
		_, err := loader.Load(newEndsAt(t.Context(), looks), g, bytes.NewReader(bomb), loader.WithName("b.xlsx"))
		assert.ErrorIs(t, err, context.Canceled)
	}
}

// Names are known whatever the order of the files.
func TestOrderOfTables(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("组织,别名\n字野,ByteField;字\nHundred,百里\n")
	require.NoError(t, err)
	dir := writeFiles(t, map[string]string{
		"names.csv": gbk, "moves.csv": "person,from,to\nMara Voss,百里,字野\nIvo Klein,百里,ByteField\nLi Wan,百里,字\nOu Ning,Gull,字\n",
		"more.xlsx": string(workbook(t, sheetRow(1, "organization", "also_known_as")+sheetRow(2, "Gull AI", "Gull"), nil)),
		"facts.nq":  "<https://e.example/mara> <http://www.w3.org/2004/02/skos/core#prefLabel> \"Mara Voss\" .\n<https://e.example/mara> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://talentgraph.example/ns#Person> .\n",
	})
	names := []string{"moves.csv", "names.csv", "facts.nq", "more.xlsx"}
	var first *graph.Graph
	for i := range 4 {
		for j := range 3 {
			order := append(append([]string{}, names[i:]...), names[:i]...)
			order[1], order[1+j] = order[1+j], order[1]
			var paths []string
			for _, name := range order {
				paths = append(paths, filepath.Join(dir, name))
			}
			g := graph.New()
			reports, err := loader.LoadFiles(t.Context(), g, paths)
			require.NoError(t, err)
			for k, r := range reports {
				assert.Equal(t, paths[k], r.File, "in the order given")
				assert.Equal(t, map[bool]string{true: "GB18030"}[order[k] == "names.csv"], r.Encoding)
			}
			n, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.RDFType, Object: vocab.ORGOrganization})
			require.NoError(t, err)
			assert.EqualValues(t, 3, n, order)
			if first == nil {
				first = g
			}
			assertEqual(t, first, g)
		}
	}
}

// Options of tables reach them, and are looked at before anything is read.
func TestOptionsOfTables(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("Wer,Alt,加入,时间\n李婉,百里,字野,3/4/2024\n某人,1,字野,2024\nTotal,1,2,2024\n")
	require.NoError(t, err)
	_, report, err := loadBytes(t, "t.csv", []byte(gbk), loader.WithEncoding("GBK"), loader.WithDates("mdy"), loader.WithColumn("wer", "person"), loader.WithColumn("Alt", "#"))
	require.NoError(t, err)
	assert.Empty(t, report.Encoding, "it was told")
	assert.Len(t, report.Hints, 2)
	assert.Contains(t, report.String(), ", 2 hints (CSV, ")
	for want, opt := range map[string]loader.Option{
		`loader.WithEncoding("x"): there is no encoding "x"`: loader.WithEncoding("x"),
		`loader.WithDates("ymd"): the order of dates is dmy`: loader.WithDates("ymd"),
		`no table has a column "y", which the heading "x"`:   loader.WithColumn("x", "y"),
	} {
		_, _, err := loadBytes(t, "t.csv", []byte("person,to\nA,B\n"), opt)
		assert.ErrorContains(t, err, want)
	}
}

// Whatever the bytes of a workbook, nothing panics, and an error leaves nothing behind.
func FuzzWorkbook(f *testing.F) {
	data, err := os.ReadFile(filepath.Join("..", "testdata", "tables", "workbook.xlsx"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data, 0, byte(0))
	f.Add(data, 4000, byte(7))
	f.Fuzz(func(t *testing.T, data []byte, at int, change byte) {
		data = bytes.Clone(data)
		if len(data) > 0 {
			data[uint(at)%uint(len(data))] ^= change
		}
		g := graph.New()
		if _, err := loader.Load(t.Context(), g, bytes.NewReader(data), loader.WithFormat(loader.XLSX), loader.WithLimits(syntax.WithMaxDocument(1<<20))); err != nil && g.Size() > 0 {
			t.Fatal("not all or nothing")
		}
	})
}
