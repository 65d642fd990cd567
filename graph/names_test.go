package graph_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

func lang(text, tag string) quad.Value {
	return quad.LangString{Value: quad.String(text), Lang: tag}
}

func id(name string) quad.IRI { return quad.IRI(vocab.ID + name) }

func named(t *testing.T, g *graph.Graph, name string, class quad.IRI, labels ...quad.Value) {
	t.Helper()
	quads := []quad.Quad{{Subject: id(name), Predicate: vocab.RDFType, Object: class}}
	for _, l := range labels {
		quads = append(quads, quad.Quad{Subject: id(name), Predicate: vocab.SKOSPrefLabel, Object: l})
	}
	require.NoError(t, g.Add(t.Context(), quads...))
}

func people(t *testing.T) *graph.Graph {
	g := graph.New()
	named(t, g, "yang", vocab.ClassPerson, lang("楊紅霞", "zh-Hant"), lang("杨红霞", "zh-Hans"), lang("Yang Hongxia", "en"))
	named(t, g, "alibaba", vocab.ORGOrganization, lang("阿里巴巴", "zh-Hant"), lang("阿里巴巴", "zh-Hans"), lang("Alibaba", "en"))
	named(t, g, "zhang-duo", vocab.ClassPerson, lang("張鐸", "zh-Hant"), lang("Zhang Duo", "en"))
	named(t, g, "jia", vocab.ClassPerson, lang("賈揚清", "zh-Hant"))
	named(t, g, "deepseek", vocab.ORGOrganization, lang("DeepSeek", "en"))
	named(t, g, "deepseek-v2", vocab.ClassModel, lang("DeepSeek V2", "en"))
	require.NoError(t, g.Add(t.Context(),
		quad.Quad{Subject: id("yang"), Predicate: vocab.SKOSAltLabel, Object: lang("Hongxia Yang", "en")},
		quad.Quad{Subject: id("alibaba"), Predicate: vocab.SKOSAltLabel, Object: lang("阿里", "zh")},
		quad.Quad{Subject: id("nobody"), Predicate: vocab.RDFSLabel, Object: quad.String("Untyped")},
	))
	return g
}

func TestResolve(t *testing.T) {
	g := people(t)
	require.NoError(t, g.SetPrefix("ex", "https://example.com/"))
	require.NoError(t, g.Add(t.Context(), triple("unlabelled", "p", iri("x"))))
	for _, c := range []struct {
		name string
		kind graph.Kind
		want quad.IRI
	}{
		{"Yang Hongxia", graph.PersonKind(), id("yang")},
		{"yang hongxia", graph.PersonKind(), id("yang")},
		{"  YANG   Hongxia ", graph.PersonKind(), id("yang")},
		{"Ｙａｎｇ Ｈｏｎｇｘｉａ", graph.PersonKind(), id("yang")}, // full-width letters
		{"Hongxia Yang", graph.PersonKind(), id("yang")},
		{"楊紅霞", graph.PersonKind(), id("yang")},
		{"杨红霞", graph.PersonKind(), id("yang")},
		{"yanghongxia", graph.PersonKind(), id("yang")},
		{"Yáng Hóng-xiá", graph.PersonKind(), id("yang")},
		{"jia yangqing", graph.PersonKind(), id("jia")}, // only Chinese labels
		{"gu yangqing", graph.PersonKind(), id("jia")},  // 賈 has two readings
		{"张铎", graph.PersonKind(), id("zhang-duo")},     // its label is in the other script
		{"贾 扬清", graph.PersonKind(), id("jia")},
		{"阿里", graph.OrganizationKind(), id("alibaba")},
		{"alibaba", graph.OrganizationKind(), id("alibaba")},
		{"deep seek", graph.OrganizationKind(), id("deepseek")},
		{"DeepSeek-V2", graph.AnyKind(), id("deepseek-v2")},
		{"Untyped", graph.PersonKind(), id("nobody")},
		{"id:alibaba", graph.PersonKind(), id("alibaba")}, // an IRI is what it is
		{"<id:alibaba>", graph.PersonKind(), id("alibaba")},
		{vocab.ID + "alibaba", graph.SectorKind(), id("alibaba")},
		{"<" + vocab.ID + "alibaba>", graph.SectorKind(), id("alibaba")},
		{"ex:unlabelled", graph.PersonKind(), iri("unlabelled")},
	} {
		e, err := graph.Resolve(t.Context(), g, c.name, c.kind)
		if assert.NoError(t, err, c.name) {
			assert.Equal(t, c.want, e.ID(), c.name)
		}
	}
}

func TestKindHas(t *testing.T) {
	g := people(t)
	require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: id("untyped"), Predicate: vocab.Field, Object: id("typeless")}))
	for name, want := range map[string][3]bool{
		"yang": {true, false, true}, "alibaba": {false, true, true}, "deepseek-v2": {false, false, true}, "untyped": {false, false, true},
	} {
		e, err := graph.Resolve(t.Context(), g, "id:"+name, graph.AnyKind())
		require.NoError(t, err)
		for _, e := range []graph.Entity{e, e.Detach()} {
			assert.Equal(t, want, [3]bool{graph.PersonKind().Has(e), graph.OrganizationKind().Has(e), graph.AnyKind().Has(e)}, name)
		}
	}
	assert.False(t, graph.AnyKind().Has(graph.Entity{}))
}

func TestResolveErrors(t *testing.T) {
	g := people(t)
	named(t, g, "other-yang", vocab.ClassPerson, lang("杨红霞", "zh-Hans"))
	named(t, g, "mo", "http://e.example/Person", lang("Mo Else", "en"))
	for _, c := range []struct {
		name string
		kind graph.Kind
		is   error
		want string
	}{
		{"Alibabba", graph.OrganizationKind(), graph.ErrNotFound, `no organization named "Alibabba"; did you mean "Alibaba" (阿里巴巴)?`},
		{"楊宏霞", graph.PersonKind(), graph.ErrNotFound, `no person named "楊宏霞"; did you mean "Yang Hongxia" (楊紅霞) or "杨红霞"?`},
		{"nobody", graph.PersonKind(), graph.ErrNotFound, `no person named "nobody"; did you mean id:nobody?`},
		{"张多", graph.PersonKind(), graph.ErrNotFound, `no person named "张多"; did you mean "Zhang Duo" (張鐸)?`},
		{"zhangdo", graph.PersonKind(), graph.ErrNotFound, `no person named "zhangdo"; did you mean "Zhang Duo" (張鐸)?`},
		{"Hongxia", graph.PersonKind(), graph.ErrNotFound, `no person named "Hongxia"; did you mean "Yang Hongxia" (楊紅霞)`},
		{"Yang Hongxia", graph.OrganizationKind(), graph.ErrNotFound, `no organization named "Yang Hongxia" (that name belongs to id:yang, a person)`},
		{"Mo Else", graph.PersonKind(), graph.ErrNotFound, `(that name belongs to id:mo, of type http://e.example/Person; it must be of type tg:Person or tg:Group`},
		{"杨红霞", graph.PersonKind(), graph.ErrAmbiguous, `"杨红霞" names several entities: id:other-yang 杨红霞, id:yang Yang Hongxia; use one of these IRIs`},
		{"qqqqqqqq", graph.AnyKind(), graph.ErrNotFound, `no entity named "qqqqqqqq"; an IRI, a compact IRI such as "id:alibaba" or any label of an entity will do`},
		{"id:alibabb", graph.OrganizationKind(), graph.ErrNotFound, `no organization named "id:alibabb"`},
		{"", graph.OrganizationKind(), graph.ErrNotFound, "no name given; name one organization by its IRI or any of its labels"},
		{"\t ", graph.AnyKind(), graph.ErrNotFound, "no name given"},
	} {
		_, err := graph.Resolve(t.Context(), g, c.name, c.kind)
		assert.ErrorIs(t, err, c.is, c.name)
		assert.ErrorContains(t, err, c.want)
		var e *graph.NameError
		assert.ErrorAs(t, err, &e)
	}
}

// Names follow the state: what is written, taken away and held in older snapshots.
func TestNamesFollowTheState(t *testing.T) {
	ctx := t.Context()
	finds := func(r graph.Reader, name string) bool {
		_, err := graph.Resolve(ctx, r, name, graph.AnyKind())
		if err != nil {
			assert.ErrorIs(t, err, graph.ErrNotFound)
		}
		return err == nil
	}
	g := people(t)
	before := g.Snapshot()
	assert.True(t, finds(g, "Alibaba")) // the index is built now
	named(t, g, "new", vocab.ORGOrganization, lang("Newcomer", "en"), lang("新人", "zh"))
	assert.True(t, finds(g, "newcomer"))
	assert.True(t, finds(g, "xinren"))
	assert.False(t, finds(before, "newcomer"))

	between := g.Snapshot()
	n := int64(0)
	require.NoError(t, g.Update(ctx, func(tx *graph.Tx) (err error) {
		require.NoError(t, tx.Add(quad.Quad{Subject: id("x"), Predicate: vocab.RDFSLabel, Object: quad.String("Within")}))
		assert.True(t, finds(tx, "within"))
		assert.False(t, finds(g, "within"))
		require.NoError(t, tx.Add(quad.Quad{Subject: id("y"), Predicate: vocab.RDFSLabel, Object: quad.String("Later")}))
		assert.True(t, finds(tx, "later"))
		assert.True(t, finds(tx, "Alibaba"))
		n, err = tx.RemoveMatching(ctx, graph.Pattern{Subject: id("new")})
		assert.False(t, finds(tx, "newcomer"))
		return err
	}))
	assert.EqualValues(t, 3, n)
	assert.False(t, finds(g, "newcomer"))
	assert.True(t, finds(g, "within"))
	assert.True(t, finds(between, "newcomer"), "an older state keeps its names")

	// A great many labels at once drop the index; older snapshots still find theirs.
	var many []quad.Quad
	for i := range 12_000 {
		many = append(many, quad.Quad{Subject: id(fmt.Sprint("m", i)), Predicate: vocab.RDFSLabel, Object: quad.String(fmt.Sprint("Many ", i))})
	}
	require.NoError(t, g.Add(ctx, many...))
	assert.True(t, finds(g, "many 11999"))
	assert.True(t, finds(between, "newcomer"))
	assert.False(t, finds(between, "many 1"))
	// And when most of the graph is taken away again, terms are numbered anew.
	require.NoError(t, g.Remove(ctx, many...))
	assert.True(t, finds(g, "within"))
	assert.False(t, finds(g, "many 1"))
}

func TestLabels(t *testing.T) {
	g := graph.New()
	named(t, g, "a", vocab.ClassPerson, lang("甲", "zh-Hant"), lang("乙", "zh-Hans"), lang("A", "en"), lang("Ä", "de"))
	named(t, g, "b", vocab.ClassPerson, lang("丙", "zh-Hans"), quad.String("plain"))
	require.NoError(t, g.Add(t.Context(),
		quad.Quad{Subject: id("a"), Predicate: vocab.SKOSAltLabel, Object: lang("Also", "fr")},
		quad.Quad{Subject: id("c"), Predicate: vocab.SKOSAltLabel, Object: lang("Only alternative", "en")},
		quad.Quad{Subject: id("d"), Predicate: vocab.RDFSLabel, Object: lang("zweite", "en")},
		quad.Quad{Subject: id("d"), Predicate: vocab.RDFSLabel, Object: lang("erste", "en")},
		quad.Quad{Subject: quad.BNode("n"), Predicate: vocab.RDFType, Object: vocab.ClassPerson},
	))
	s := g.Snapshot()
	for _, c := range []struct {
		node  quad.Value
		langs []string
		want  string
	}{
		{id("a"), nil, "A"},
		{id("a"), []string{"zh-Hant"}, "甲"},
		{id("a"), []string{"ZH-HANT"}, "甲"},
		{id("a"), []string{"zh-Hans"}, "乙"},
		{id("a"), []string{"zh"}, "乙"}, // both match; the first tag by alphabet
		{id("a"), []string{"zh-Hant-TW"}, "甲"},
		{id("a"), []string{"de", "en"}, "Ä"},
		{id("a"), []string{"fr"}, "A"}, // alternative labels are not shown
		{id("b"), []string{"zh-Hant"}, "丙"},
		{id("b"), []string{"en"}, "plain"},
		{id("b"), []string{"fr", "zh"}, "丙"},
		{id("c"), nil, "c"},
		{id("d"), nil, "erste"},
		{quad.BNode("n"), nil, "_:n"},
	} {
		e := s.Numbers().Entity(s.Numbers().ID(c.node))
		assert.Equal(t, c.want, e.Label(c.langs...), "%v %v", c.node, c.langs)
		assert.Equal(t, c.want, e.Detach().Label(c.langs...), "%v %v, detached", c.node, c.langs)
	}

	var none graph.Entity
	assert.True(t, none.IsZero())
	assert.Empty(t, none.Label())
	assert.Nil(t, none.Node())
	assert.True(t, none.Detach().IsZero())

	a := s.Numbers().Entity(s.Numbers().ID(id("a")))
	text, err := json.Marshal([]graph.Entity{a, a.Detach(), none})
	require.NoError(t, err)
	one := `{"id":"https://talentgraph.example/id/a","label":"A","lang":"en","labels":{"de":"Ä","en":"A","zh-Hans":"乙","zh-Hant":"甲"}}`
	assert.JSONEq(t, "["+one+","+one+",null]", string(text))
	assert.Equal(t, []quad.IRI{vocab.ClassPerson}, a.Types())
	assert.Len(t, a.Labels(), 5)
}

func TestPrefixes(t *testing.T) {
	g := graph.New()
	for prefix, want := range map[string]string{"": "cannot be a prefix", "1a": "cannot be a prefix", "http": "scheme", "a b": "cannot be a prefix"} {
		assert.ErrorContains(t, g.SetPrefix(prefix, "https://example.com/"), want)
	}
	assert.ErrorContains(t, g.SetPrefix("ex", "example"), "no absolute IRI")
	before := g.Snapshot()
	require.NoError(t, g.SetPrefix("ex", "https://example.com/"))
	require.NoError(t, g.SetPrefix("exa", "https://example.com/a/"))
	s := g.Snapshot()
	assert.Equal(t, iri("x"), s.ExpandIRI("ex:x"))
	assert.Equal(t, quad.IRI("ex:x"), before.ExpandIRI("ex:x"), "a snapshot keeps its prefixes")
	assert.Equal(t, "ex:x", s.CompactIRI(iri("x")))
	assert.Equal(t, "exa:x", s.CompactIRI(iri("a/x")), "the longest namespace wins")
	assert.Equal(t, "tg:person", s.CompactIRI(vocab.Person))
	assert.Equal(t, "https://elsewhere.example/x", s.CompactIRI("https://elsewhere.example/x"))
	assert.Len(t, s.Prefixes(), len(vocab.Prefixes())+2)
}

// The error of a name that several have says what one knows them apart by.
func TestAmbiguousNamesAreToldApart(t *testing.T) {
	ctx := t.Context()
	g := graph.New()
	for _, one := range []string{"a", "b", "c"} {
		named(t, g, "zhang-"+one, vocab.ClassPerson, lang("Zhang Wei", "en"))
	}
	named(t, g, "unit", vocab.ORGOrganizationalUnit, lang("Zhang Wei", "en"))
	for i, company := range []string{"Tern Labs", "Heron AI", "Plover"} {
		named(t, g, fmt.Sprint("org-", i), vocab.ORGOrganization, lang(company, "en"))
	}
	say := func(s string, p quad.IRI, o quad.Value) {
		require.NoError(t, g.Add(ctx, quad.Quad{Subject: id(s), Predicate: p, Object: o, Label: id("claim")}))
	}
	say("zhang-a", vocab.KnownFor, lang("以語音著稱", "zh"))
	say("zhang-a", vocab.KnownFor, lang("speech", "en"))
	for i, year := range []int{2021, 2023, 2022} {
		move := fmt.Sprint("move-", i)
		say(move, vocab.Person, id("zhang-a"))
		say(move, vocab.To, id(fmt.Sprint("org-", i)))
		say(move, vocab.Year, quad.Int(year))
	}
	say("post", vocab.Holder, id("zhang-b"))
	say("post", vocab.At, id("org-2"))
	say("unit", vocab.ORGUnitOf, id("org-0"))

	_, err := graph.Resolve(ctx, g, "Zhang Wei", graph.PersonKind())
	require.ErrorIs(t, err, graph.ErrAmbiguous)
	assert.ErrorContains(t, err, `id:zhang-a Zhang Wei (known for speech; last at Heron AI), id:zhang-b Zhang Wei (last at Plover), id:zhang-c Zhang Wei; use`)
	_, err = graph.Resolve(ctx, g, "Zhang Wei", graph.AnyKind())
	assert.ErrorContains(t, err, `id:unit Zhang Wei (an organizationalunit; unit of Tern Labs), id:zhang-a Zhang Wei (a person; known for speech`)

	say("move-3", vocab.Person, id("zhang-a"))
	say("move-3", vocab.To, id("org-2"))
	say("move-3", vocab.When, quad.String("2024-05"))
	_, err = graph.Resolve(ctx, g, "Zhang Wei", graph.PersonKind())
	assert.ErrorContains(t, err, "last at Plover), id:zhang-b")
}
