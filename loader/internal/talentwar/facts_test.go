package talentwar

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// The data set's own label stands for names, types and records; everything else is someone's claim.
func TestEveryQuadHasTheRightLabel(t *testing.T) {
	facts := readTable(t)
	dataSet := id(dataSetID)
	if !facts.isA(dataSet, vocab.ClassDataSet) {
		t.Fatalf("%s is not described", dataSet)
	}
	claims := facts.instances(t, vocab.ClassClaim)
	own := []quad.Value{
		vocab.RDFType, vocab.RDFSLabel, vocab.SKOSPrefLabel, vocab.SKOSAltLabel, vocab.SKOSBroader, vocab.Unnamed,
	}
	records := []quad.Value{id(articleID), dataSet}
	records = append(records, claims...)
	used := map[quad.Value]bool{}
	for _, q := range facts {
		used[q.Label] = true
		isOwn := slices.Contains(own, q.Predicate) || slices.Contains(records, q.Subject)
		switch {
		case isOwn && q.Label != dataSet:
			t.Errorf("the data set says this, not a claim: %v", q)
		case !isOwn && !slices.Contains(claims, q.Label):
			t.Errorf("this is a fact without a described claim: %v", q)
		}
	}
	for _, c := range claims {
		if !used[c] {
			t.Errorf("%s states nothing", c)
		}
	}
}

func TestEveryClaimIsComplete(t *testing.T) {
	facts := readTable(t)
	one := func(claim quad.Value, predicate quad.IRI) quad.Value {
		found := facts.objects(claim, predicate)
		if len(found) != 1 {
			t.Errorf("%s has %d of %s, want one", claim, len(found), predicate)
			return nil
		}
		return found[0]
	}
	grades := []quad.Value{vocab.CertaintyStated, vocab.CertaintyInferred, vocab.CertaintySpeculative, vocab.CertaintyDisputed}
	paragraphs := facts.objects(id(articleID), vocab.ParagraphCount)[0].(quad.Int)
	covered, contradictions := map[quad.Int]bool{}, 0
	for _, c := range facts.instances(t, vocab.ClassClaim) {
		if source := one(c, vocab.PROVHadPrimarySource); !facts.isA(source, vocab.ClassSource) {
			t.Errorf("%s: its source %v is no source", c, source)
		}
		paragraph, _ := one(c, vocab.Paragraph).(quad.Int)
		start, isStart := one(c, vocab.Start).(quad.Int)
		end, _ := one(c, vocab.End).(quad.Int)
		if paragraph < 1 || paragraph > paragraphs || !isStart || start < 0 || start >= end {
			t.Errorf("%s: no passage: paragraph %d, %d to %d", c, paragraph, start, end)
		}
		covered[paragraph] = true
		certainty := one(c, vocab.Certainty)
		if !slices.Contains(grades, certainty) {
			t.Errorf("%s: no grade of certainty: %v", c, certainty)
		}
		if certainty == vocab.CertaintyDisputed && len(facts.objects(c, vocab.Note)) == 0 {
			t.Errorf("%s is disputed, and no note says how", c)
		}
		for _, other := range facts.objects(c, vocab.Contradicts) {
			contradictions++
			if !facts.isA(other, vocab.ClassClaim) || !facts.has(other, vocab.Contradicts, c) {
				t.Errorf("%s contradicts %s, which does not say so", c, other)
			}
		}
	}
	if contradictions == 0 {
		t.Error("the text does contradict itself, and no claim says so")
	}
	for p := quad.Int(1); p <= paragraphs; p++ {
		if !covered[p] {
			t.Errorf("no claim on paragraph %d", p)
		}
	}
}

func TestEveryMoveIsComplete(t *testing.T) {
	facts := readTable(t)
	for _, m := range facts.instances(t, vocab.ClassMove) {
		movers, from, to := facts.objects(m, vocab.Person), facts.objects(m, vocab.From), facts.objects(m, vocab.To)
		if len(movers) != 1 || !facts.isA(movers[0], vocab.ClassPerson) && !facts.isA(movers[0], vocab.ClassGroup) {
			t.Errorf("%s: want one person or group, got %v", m, movers)
		}
		if len(from) > 1 || len(to) > 1 || len(from)+len(to) == 0 {
			t.Errorf("%s: from %v to %v", m, from, to)
		}
		kind := facts.objects(m, vocab.MoveKind)
		if len(kind) != 1 {
			t.Errorf("%s has the kinds %v, want one", m, kind)
			continue
		}
		if within := slices.Equal(from, to); within != (kind[0] == vocab.KindPromotion) {
			t.Errorf("%s is a %s from %v to %v", m, kind[0], from, to)
		}
	}
}

func TestYearsAreWrittenInBothForms(t *testing.T) {
	facts := readTable(t)
	for _, q := range facts {
		if q.Predicate == vocab.When {
			year := quad.TypedString{Value: "2024", Type: vocab.XSDGYear}
			if q.Object != year || !slices.Contains(facts, quad.Quad{Subject: q.Subject, Predicate: vocab.Year, Object: quad.Int(2024), Label: q.Label}) {
				t.Errorf("the year is missing or another: %v", q)
			}
		}
	}
}

func TestEveryEntityIsDescribed(t *testing.T) {
	facts := readTable(t)
	for _, e := range facts.entities() {
		if len(facts.objects(e, vocab.RDFType)) == 0 {
			t.Errorf("%s has no type", e)
		}
		if facts.isA(e, vocab.ClassClaim) {
			continue
		}
		english := 0
		for _, l := range facts.labels(e, vocab.SKOSPrefLabel, vocab.RDFSLabel) {
			if l.Lang == "en" {
				english++
			}
		}
		if english != 1 {
			t.Errorf("%s has %d English labels, want one", e, english)
		}
	}
	described := facts.entities()
	for _, q := range facts {
		for _, v := range []quad.Value{q.Subject, q.Object, q.Label} {
			if isID(v) && !slices.Contains(described, v.(quad.IRI)) {
				t.Errorf("%s is not described: %v", v, q)
			}
		}
	}
}

func TestNames(t *testing.T) {
	facts := readTable(t)
	owner := map[string]quad.IRI{}
	for _, e := range facts.entities() {
		preferred := map[string]string{}
		for _, l := range facts.labels(e, vocab.SKOSPrefLabel) {
			if preferred[l.Lang] != "" {
				t.Errorf("%s has two preferred labels in %s", e, l.Lang)
			}
			preferred[l.Lang] = string(l.Value)
		}
		if n := len(preferred); n != 0 && (n != 3 || preferred["en"] == "" || preferred["zh-Hant"] == "" || preferred["zh-Hans"] == "") {
			t.Errorf("%s has preferred labels in %v, want en, zh-Hans, zh-Hant", e, slices.Sorted(maps.Keys(preferred)))
		}
		alternatives := facts.labels(e, vocab.SKOSAltLabel)
		for _, l := range alternatives {
			for lang, text := range preferred {
				if text == string(l.Value) {
					t.Errorf("%s: the alternative %q is the preferred label in %s", e, text, lang)
				}
			}
		}
		// A name that two entities share could not be asked for.
		for _, l := range append(alternatives, facts.labels(e, vocab.SKOSPrefLabel)...) {
			key := strings.ToLower(string(l.Value))
			if other, ok := owner[key]; ok && other != e {
				t.Errorf("%q is a name of both %s and %s", l.Value, e, other)
			}
			owner[key] = e
		}
	}
}

// Words that a reader sees are there in English, and in both Chinese scripts, wherever they are at all.
func TestWordsAreInEachLanguage(t *testing.T) {
	facts := readTable(t)
	predicates := []quad.Value{
		vocab.Summary, vocab.Role, vocab.KnownFor, vocab.Measure, vocab.Unit, vocab.Note, vocab.RDFSLabel, vocab.DCTDescription,
	}
	type statement struct{ subject, predicate, label quad.Value }
	languages := map[statement][]string{}
	for _, q := range facts {
		if slices.Contains(predicates, q.Predicate) {
			s := statement{q.Subject, q.Predicate, q.Label}
			languages[s] = append(languages[s], q.Object.(quad.LangString).Lang)
		}
	}
	for s, langs := range languages {
		slices.Sort(langs)
		if !slices.Equal(langs, []string{"en", "zh-Hans", "zh-Hant"}) {
			t.Errorf("%v has words in %v", s, langs)
		}
	}
}

// What each sort of thing must have for the questions to rest on.
func TestEveryRecordIsWhole(t *testing.T) {
	facts := readTable(t)
	for class, needs := range map[quad.IRI][]quad.IRI{
		vocab.ClassStrategy:   {vocab.Of, vocab.Summary},
		vocab.ClassPost:       {vocab.Holder, vocab.At, vocab.Role},
		vocab.ClassModel:      {vocab.Of},
		vocab.ClassProduct:    {vocab.Of},
		vocab.ClassProgramme:  {vocab.Of, vocab.Summary},
		vocab.ClassCluster:    {vocab.Of, vocab.LedBy, vocab.Figure},
		vocab.ClassInvestment: {vocab.Investor, vocab.Investee},
		vocab.ClassEffect:     {vocab.Cause, vocab.Summary},
		vocab.ClassAnalysis:   {vocab.Summary},
		vocab.ClassFigure:     {vocab.Value, vocab.Bound, vocab.Measure, vocab.Unit},
		vocab.ClassSource:     {vocab.SHA256, vocab.ParagraphCount, vocab.DCTLanguage},

		vocab.ORGOrganizationalUnit: {vocab.ORGUnitOf},
	} {
		for _, node := range facts.instances(t, class) {
			for _, predicate := range needs {
				if len(facts.objects(node, predicate)) == 0 {
					t.Errorf("%s has no %s", node, predicate)
				}
			}
		}
	}
	for _, figure := range facts.instances(t, vocab.ClassFigure) {
		if len(facts.subjects(vocab.Figure, figure)) != 1 {
			t.Errorf("%s must belong to one thing", figure)
		}
	}
	for _, unit := range facts.instances(t, vocab.ORGOrganizationalUnit) {
		if !facts.isA(unit, vocab.ORGOrganization) {
			t.Errorf("%s is a unit and no organization", unit)
		}
	}
}
