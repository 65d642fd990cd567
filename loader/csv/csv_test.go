package csv_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/names"
	"talentgraph.example/loader/csv"
	"talentgraph.example/loader/syntax"
)

// read reads a table into a graph and gives the number of quads that its rows make.
func read(ctx context.Context, g *graph.Graph, table string, opts ...csv.Option) (quads int, err error) {
	err = g.Update(ctx, func(tx *graph.Tx) error {
		im, err := csv.NewImporter(ctx, tx, strings.NewReader(table), append([]csv.Option{csv.WithSyntax(syntax.WithFile("t.csv"))}, opts...)...)
		if err != nil {
			return err
		}
		for {
			n, err := im.ImportRow(ctx)
			quads += n
			if err == io.EOF {
				return nil
			}
			if err != nil {
				_, again := im.ImportRow(ctx)
				if !errors.Is(again, err) {
					return fmt.Errorf("not sticky: %w", again)
				}
				return err
			}
		}
	})
	return quads, err
}

func iri(t *testing.T, g *graph.Graph, name string, kind graph.Kind) quad.IRI {
	t.Helper()
	e, err := graph.Resolve(t.Context(), g, name, kind)
	require.NoError(t, err)
	return e.ID()
}

// objects gives the values of a property, and the labels that state them.
func objects(t *testing.T, g *graph.Graph, subject, predicate quad.IRI) (values []quad.Value, labels []quad.Value) {
	t.Helper()
	for q, err := range g.Quads(t.Context(), graph.Pattern{Subject: subject, Predicate: predicate}) {
		require.NoError(t, err)
		values = append(values, q.Object)
		labels = append(labels, q.Label)
	}
	return values, labels
}

const moves = "\uFEFFPerson, from ,TO,year,role,role@zh-Hans,sector,team,kind,source,paragraph,start,end,certainty,note,# mine\r\n" +
	"楊紅霞,阿里巴巴,ByteDance,2024,\"head, models\",负责人,\"AI；cloud、AI\",yes,hire,https://news.example/1,3,10,58,Stated,\"say \"\"so\"\"\",x\r\n" +
	",,,,,,,,,,,,,,,\r\n" +
	"楊紅霞,阿里巴巴,bytedance,2024,,,,,,https://news.example/2,,,,,,\r\n"

func TestMoves(t *testing.T) {
	g := graph.New()
	n, err := read(t.Context(), g, moves)
	require.NoError(t, err)

	move, _ := objects(t, g, "https://talentgraph.example/id/person-楊紅霞", vocab.RDFType)
	assert.Equal(t, []quad.Value{vocab.ClassPerson}, move, "readable, stable, Chinese as it is")
	var found []quad.IRI
	for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: vocab.RDFType, Object: vocab.ClassMove}) {
		require.NoError(t, err)
		found = append(found, q.Subject.(quad.IRI))
		assert.Nil(t, q.Label)
	}
	require.Len(t, found, 1, "told twice, it is one move")
	assert.Regexp(t, `^https://talentgraph\.example/id/move-楊紅霞-2024-[a-z2-7]{8}$`, string(found[0]))
	person, claims := objects(t, g, found[0], vocab.Person)
	require.Len(t, claims, 2)
	assert.Equal(t, person[0], person[1])
	for predicate, want := range map[quad.IRI][]quad.Value{
		vocab.Role:     {quad.LangString{Value: "head, models", Lang: "en"}, quad.LangString{Value: "负责人", Lang: "zh-Hans"}},
		vocab.WithTeam: {quad.Bool(true)},
		vocab.MoveKind: {vocab.KindHire},
		vocab.Sector:   {quad.IRI(vocab.ID + "sector-ai"), quad.IRI(vocab.ID + "sector-cloud")},
	} {
		got, labels := objects(t, g, found[0], predicate)
		assert.ElementsMatch(t, want, got, predicate)
		for _, l := range labels {
			assert.Contains(t, claims, l)
		}
	}
	var evidence graph.Evidence
	require.NoError(t, g.View(t.Context(), func(s *graph.Snapshot) error {
		all := s.Numbers().Evidence(s.Numbers().ID(claims[0]), s.Numbers().ID(claims[1]))
		require.Len(t, all, 2)
		evidence = all[0]
		return nil
	}))
	evidence.Claim = nil
	assert.Equal(t, graph.Evidence{Source: "https://news.example/1", Paragraph: 3, Start: 10, End: 58, Certainty: graph.Stated, Note: "say \"so\""}, evidence)

	// Read again, the same rows change nothing.
	size := g.Size()
	again, err := read(t.Context(), g, moves)
	require.NoError(t, err)
	assert.Equal(t, size, g.Size())
	assert.Less(t, again, n, "entities that are there are not described again")
}

// Quads that rows make are counted one by one.
func TestQuadsAreCounted(t *testing.T) {
	g := graph.New()
	n, err := read(t.Context(), g, "person,to,source,paragraph,start,end,certainty,note\nA,B,https://s.example/,1,2,3,stated,x\n")
	require.NoError(t, err)
	assert.EqualValues(t, n, g.Size())
}

func TestNamesThatExist(t *testing.T) {
	g := graph.New()
	require.NoError(t, g.SetPrefix("ex", "https://example.com/"))
	label := func(id quad.IRI, class quad.IRI, name string) {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: id, Predicate: vocab.RDFType, Object: class},
			quad.Quad{Subject: id, Predicate: vocab.SKOSPrefLabel, Object: quad.String(name)}))
	}
	label("https://example.com/yang", vocab.ClassPerson, "楊紅霞")
	label("https://example.com/apple", vocab.ORGOrganization, "Apple")
	label("https://example.com/apple2", vocab.ORGOrganization, "APPLE")
	label("https://example.com/ann", vocab.ClassPerson, "Ann Apple")
	_, err := read(t.Context(), g, "person,person@en,to,from\nyang hongxia,Hongxia Yang,ex:apple,<https://example.com/new>\nApple,,Ann Apple,\n")
	require.NoError(t, err)
	assert.Equal(t, quad.IRI("https://example.com/yang"), iri(t, g, "Hongxia Yang", graph.PersonKind()), "by pinyin, and the other name is its own now")
	assert.Equal(t, quad.IRI(vocab.ID+"person-apple"), iri(t, g, "Apple", graph.PersonKind()), "a person of that name is nobody yet")
	assert.Equal(t, quad.IRI(vocab.ID+"organization-ann-apple"), iri(t, g, "Ann Apple", graph.OrganizationKind()))
	types, _ := objects(t, g, "https://example.com/new", vocab.RDFType)
	assert.Equal(t, []quad.Value{vocab.ORGOrganization}, types)

	before := g.Size()
	_, err = read(t.Context(), g, "person,to\nBob,ex:apple\nBob,\"apple\"\n")
	require.ErrorIs(t, err, graph.ErrAmbiguous)
	assert.EqualError(t, err, `t.csv:3:5: ambiguous name: "apple" is the name of 2 entities of kind organization: ex:apple (Apple), ex:apple2 (APPLE); write the IRI of the one that is meant; found "apple"`)
	_, err = read(t.Context(), g, "person,person@zh\nAnn Apple,楊紅霞\n")
	assert.ErrorContains(t, err, `t.csv:2:11: this is the name of ex:yang, but "Ann Apple" is that of ex:ann`)
	assert.Equal(t, before, g.Size())
}

// A name that a row gives is known to the rows below it, also where two rows are of one name.
func TestNamesOfTheFileItself(t *testing.T) {
	g := graph.New()
	_, err := read(t.Context(), g, "organization,organization@zh-Hans,also_known_as,part_of,id\nBlue Crane,蓝鹤,Crane; BC,,\nCrane Labs,,,bc,\n蓝鹤,,,,\nOther,,OT,,https://e.example/1\nOther Two,,OT,,https://e.example/2\n")
	require.NoError(t, err)
	blue := iri(t, g, "Blue Crane", graph.AnyKind())
	assert.Equal(t, blue, iri(t, g, "蓝鹤", graph.AnyKind()))
	unit, _ := objects(t, g, vocab.ID+"organization-crane-labs", vocab.ORGUnitOf)
	assert.Equal(t, []quad.Value{blue}, unit)
	names, _ := objects(t, g, blue, vocab.SKOSAltLabel)
	assert.Len(t, names, 2)
	_, err = read(t.Context(), graph.New(), "organization,also_known_as,part_of,id\nOther,OT,,https://e.example/1\nTwo,OT,,https://e.example/2\nThree,,OT,\n")
	assert.ErrorIs(t, err, graph.ErrAmbiguous)
}

func TestMintedNames(t *testing.T) {
	g := graph.New()
	_, err := read(t.Context(), g, "organization,sector\n 01.AI ,x\nC++,x\nC#,x\nAT&T,x\nO'Neil  & Co.,x\n字節跳動,x\n…,x\nÉlan Vital,x\nＦｕｌｌ Width,x\n", csv.WithNamespace("https://my.example/"))
	require.NoError(t, err)
	for name, want := range map[string]string{
		"01.AI": "01-ai", "C++": "c-.{8}", "C#": "c-.{8}", "AT&T": "at-t-.{8}", "O'Neil  & Co.": "o-neil-co-.{8}",
		"字節跳動": "字節跳動", "Élan Vital": "élan-vital", "Full Width": "full-width",
	} {
		var found string
		for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: vocab.SKOSPrefLabel}) {
			require.NoError(t, err)
			if s := string(q.Object.(quad.LangString).Value); names.Fold(s) == names.Fold(name) {
				found = string(q.Subject.(quad.IRI))
			}
		}
		assert.Regexp(t, "^https://my.example/organization-"+want+"$", found, name)
	}
	assert.NotEqual(t, iri(t, g, "C++", graph.AnyKind()), iri(t, g, "C#", graph.AnyKind()))
}

func TestOtherTables(t *testing.T) {
	g := graph.New()
	_, err := read(t.Context(), g, "公司;行業;類型;來源\n華為;\"通信；芯片\";hardware maker;https://s.example/1\n小米;;;\n", csv.WithLabel("https://d.example/"))
	require.NoError(t, err)
	sectors, labels := objects(t, g, vocab.ID+"organization-華為", vocab.Sector)
	assert.Len(t, sectors, 2)
	assert.Contains(t, string(labels[0].(quad.IRI)), "claim-")
	_, labels = objects(t, g, vocab.ID+"organization-小米", vocab.SKOSPrefLabel)
	assert.Equal(t, []quad.Value{quad.IRI("https://d.example/")}, labels)

	_, err = read(t.Context(), g, "name\tknown for\tknown for@zh\tfield\tsource\nAda\tcompilers\t编译器\tchips\t\nBob\t\t\t\tDaily News\n", csv.WithLabel("https://d.example/"))
	require.NoError(t, err)
	known, labels := objects(t, g, vocab.ID+"person-ada", vocab.KnownFor)
	assert.Len(t, known, 2)
	assert.Equal(t, quad.IRI("https://d.example/"), labels[0], "no claim")
	_, labels = objects(t, g, vocab.ID+"person-bob", vocab.RDFType)
	assert.Len(t, labels, 2, "its type is what the source says")
	assert.Equal(t, quad.IRI(vocab.ID+"source-daily-news"), iri(t, g, "daily news", graph.SourceKind()))

	strategy := "organization,summary,summary@zh,sector,intended,id\n華為,Builds chips.,造芯片。,芯片,yes,\n小米,Sells cars.,,,no,https://s.example/s1\n"
	_, err = read(t.Context(), g, strategy)
	require.NoError(t, err)
	of, _ := objects(t, g, "https://s.example/s1", vocab.Of)
	assert.Equal(t, []quad.Value{quad.IRI(vocab.ID + "organization-小米")}, of)
	n := 0
	for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: vocab.Intended}) {
		require.NoError(t, err)
		assert.Regexp(t, "strategy-華為-", string(q.Subject.(quad.IRI)))
		n++
	}
	assert.Equal(t, 1, n)
}

func TestTimes(t *testing.T) {
	g := graph.New()
	_, err := read(t.Context(), g, "person,to,year,when,team_size,id\nA,B,2024,2024-03,3,https://m.example/1\nA,B,,2024-03-15,,https://m.example/2\nA,B,,,0,https://m.example/3\n")
	require.NoError(t, err)
	years, _ := objects(t, g, "https://m.example/2", vocab.Year)
	assert.Equal(t, []quad.Value{quad.Int(2024)}, years)
	when, _ := objects(t, g, "https://m.example/1", vocab.When)
	assert.Equal(t, []quad.Value{quad.TypedString{Value: "2024-03", Type: vocab.XSDGYearMonth}}, when)
	team, _ := objects(t, g, "https://m.example/1", vocab.WithTeam)
	assert.Len(t, team, 1)
	team, _ = objects(t, g, "https://m.example/3", vocab.WithTeam)
	assert.Empty(t, team)
}

// Numbers, times and yes and no as people write them in Chinese sheets.
func TestTimesInChinese(t *testing.T) {
	for cells, want := range map[string]quad.TypedString{
		"2024,2024年":      {Value: "2024", Type: vocab.XSDGYear},
		"2024年,2024年3月":   {Value: "2024-03", Type: vocab.XSDGYearMonth},
		"２０２４,２０２４年０３月":   {Value: "2024-03", Type: vocab.XSDGYearMonth},
		"2024年,2024/3":    {Value: "2024-03", Type: vocab.XSDGYearMonth},
		"2024,2024年3月5日":  {Value: "2024-03-05", Type: vocab.XSDDate},
		"2024,2024/3/15":  {Value: "2024-03-15", Type: vocab.XSDDate},
		"2024,２０２４－０３－１５": {Value: "2024-03-15", Type: vocab.XSDDate},
	} {
		g := graph.New()
		_, err := read(t.Context(), g, "人物,去向,編號,團隊,方式,年份,時間\n林美華,藍鶴,https://m.example/1,有,入職,"+cells+"\n")
		require.NoError(t, err, cells)
		when, _ := objects(t, g, "https://m.example/1", vocab.When)
		assert.Equal(t, []quad.Value{want}, when, cells)
		years, _ := objects(t, g, "https://m.example/1", vocab.Year)
		assert.Equal(t, []quad.Value{quad.Int(2024)}, years, cells)
		team, _ := objects(t, g, "https://m.example/1", vocab.WithTeam)
		assert.Len(t, team, 1)
		kind, _ := objects(t, g, "https://m.example/1", vocab.MoveKind)
		assert.Equal(t, []quad.Value{vocab.KindHire}, kind)
	}
}

// A note has the language of its characters, as all texts have.
func TestNotesHaveALanguage(t *testing.T) {
	g := graph.New()
	_, err := read(t.Context(), g, "人物,原屬,去向,出處,附註\n林美華,晨星,藍鶴,每日新聞,據公司公告\n陳志強,晨星,藍鶴,每日新聞,a rumour\n")
	require.NoError(t, err)
	for text, lang := range map[string]string{"據公司公告": "zh", "a rumour": "en"} {
		n, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.Note, Object: quad.LangString{Value: quad.String(text), Lang: lang}})
		require.NoError(t, err)
		assert.EqualValues(t, 1, n, text)
	}
}

func TestHeadings(t *testing.T) {
	for _, table := range []csv.Table{csv.Moves, csv.People, csv.Organizations, csv.Strategies} {
		var first, last []string
		for _, words := range csv.Headings(table) {
			first = append(first, words[0])
			last = append(last, words[len(words)-1])
		}
		for _, line := range [][]string{first, last} {
			got, err := csv.TableOf(line)
			require.NoError(t, err)
			assert.Equal(t, table, got, "%s", line)
		}
	}
	assert.Equal(t, "table 10", csv.Table(10).String())
}

func Example() {
	ctx := context.Background()
	g := graph.New()
	err := g.Update(ctx, func(tx *graph.Tx) error {
		im, err := csv.NewImporter(ctx, tx, strings.NewReader("person,from,to,year,source\n楊紅霞,Alibaba,ByteDance,2024,https://news.example/1\n"))
		if err != nil {
			return err
		}
		for {
			if _, err := im.ImportRow(ctx); err == io.EOF {
				return nil
			} else if err != nil {
				return err
			}
		}
	})
	if err != nil {
		fmt.Println(err)
	}
	person, err := graph.Resolve(ctx, g, "yang hongxia", graph.PersonKind())
	fmt.Println(person.ID(), err)
	// Output:
	// <https://talentgraph.example/id/person-楊紅霞> <nil>
}

// Whatever the table, nothing panics, and what is read is read again as the same.
func FuzzRead(f *testing.F) {
	f.Add(moves)
	f.Add("organization,sector,kind\nA,\"x;y\",giant\n")
	f.Add("person\twhen\tto\n\"a\"\"b\"\t2024-03\t<urn:x>\n")
	f.Add("organization;summary@zh\n;\n")
	f.Fuzz(func(t *testing.T, table string) {
		g := graph.New()
		_, err := read(t.Context(), g, table)
		if err != nil {
			if g.Size() != 0 {
				t.Fatal("not all or nothing")
			}
			return
		}
		size := g.Size()
		if _, err := read(t.Context(), g, table); err != nil && !errors.Is(err, graph.ErrAmbiguous) {
			t.Fatal(err)
		} else if err == nil && g.Size() != size {
			t.Fatalf("read again, %d quads are %d", size, g.Size())
		}
	})
}
