package csv

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
)

// knownEvents reads what the graph has of some people's moves.
type knownEvents struct {
	j                                   *joiner
	n                                   *graph.Numbers
	merges                              *merges // nil to have what is told as what it has become
	kind, claim, person, merged, report graph.ID
}

func newKnownEvents(j *joiner, s *graph.Snapshot) *knownEvents {
	n := s.Numbers()
	return &knownEvents{
		j: j, n: n, merges: j.merges, kind: n.ID(vocab.RDFType), claim: n.ID(vocab.ClassClaim),
		person: n.ID(j.form.of), merged: n.ID(vocab.MergedInto), report: n.ID(vocab.Report),
	}
}

// read gives the reports that the graph has of the moves of the persons at hand.
func (j *joiner) read(ctx context.Context, s *graph.Snapshot, known map[quad.IRI][]*told) error {
	k := newKnownEvents(j, s)
	if k.person == 0 {
		return nil
	}
	for done := 0; done < len(j.persons); { // reading may meet more
		batch := j.persons[done:]
		done = len(j.persons)
		if err := k.readOf(ctx, batch, known); err != nil {
			return err
		}
	}
	return nil
}

func (k *knownEvents) readOf(ctx context.Context, of []quad.IRI, known map[quad.IRI][]*told) error {
	var persons []graph.ID
	var iris []quad.IRI
	for _, iri := range of {
		if id := k.n.ID(iri); id != 0 {
			persons, iris = append(persons, id), append(iris, iri)
		}
	}
	type move struct {
		person quad.IRI
		id     graph.ID
	}
	var moves []move
	err := k.n.Expand(ctx, persons, quad.Object, []graph.ID{k.person}, func(r graph.Run) bool {
		for i, id := range r.Others {
			if i == 0 || id != r.Others[i-1] {
				moves = append(moves, move{iris[r.Node], id})
			}
		}
		return true
	})
	if err != nil {
		return err
	}
	for i, m := range moves {
		if i&1023 == 1023 && ctx.Err() != nil {
			return ctx.Err()
		}
		reports, err := k.of(ctx, m.person, m.id)
		if err != nil {
			return err
		}
		known[m.person] = append(known[m.person], reports...)
	}
	return nil
}

// of gives the reports of one move: one for each label, more for a label that is no claim and has its reports told apart.
func (k *knownEvents) of(ctx context.Context, person quad.IRI, move graph.ID) ([]*told, error) {
	var reports []*told
	event := k.n.Value(move)
	asTold := k.merges.told(move)
	byLabel := map[graph.ID]*told{}
	k.n.Row(move, quad.Subject, nil, func(r graph.Run) {
		if r.Predicate == k.kind || r.Predicate == k.report || r.Predicate == k.merged {
			return
		}
		predicate, _ := k.n.Value(r.Predicate).(quad.IRI)
		for i, label := range r.Labels {
			t := byLabel[label]
			if t == nil {
				t = k.under(label)
				t.at = event
				byLabel[label] = t
				reports = append(reports, t)
			}
			object := k.n.Value(r.Others[i])
			if objects := asTold[ending{predicate, object, t.label}]; objects != nil {
				for _, o := range objects {
					t.said = append(t.said, saying{predicate, o})
				}
			} else {
				t.said = append(t.said, saying{predicate, object})
			}
			t.take(k.j.form, predicate, object)
		}
	})
	slices.SortFunc(reports, func(a, b *told) int {
		return strings.Compare(quad.StringOf(a.label), quad.StringOf(b.label))
	})
	others, err := k.mergedInto(ctx, person, move, event)
	if err != nil {
		return nil, err
	}
	var all []*told
	for _, t := range reports {
		if others.any[t.label] && t.shares() {
			all = append(all, others.recorded[t.label]...)
			continue
		}
		of, as := t.asTold(k, person)
		if t.own, err = k.j.form.mint(k.j.names, of, as); err != nil {
			return nil, err
		}
		t.fixed = len(t.more) > 0 || t.own != event && !others.merged[t.own] || slices.Contains(others.given, t.label)
		if k.isOf(person, t) {
			all = append(all, t)
		}
	}
	return all, nil
}

// under makes an empty report under a label. A claim's data set is the label of its record.
func (k *knownEvents) under(label graph.ID) *told {
	t := &told{label: k.n.Value(label)}
	t.dataSet = t.label
	if label != 0 && k.claim != 0 {
		for _, of := range k.n.LabelsOf(nil, label, k.kind, k.claim) {
			t.dataSet = k.n.Value(of)
			break
		}
	}
	return t
}

// mergedReports are those that came to an event from IRIs of their own, and those that would be taken for such.
type mergedReports struct {
	merged   map[quad.IRI]bool
	recorded map[quad.Value][]*told // by label
	any      map[quad.Value]bool    // labels of reports that are recorded, whosoever
	given    []quad.Value           // labels of claims that name the event
}

// mergedInto reads which reports were joined to an event, and what those say that have no label of their own.
func (k *knownEvents) mergedInto(ctx context.Context, of quad.IRI, move graph.ID, event quad.Value) (m mergedReports, err error) {
	m.merged, m.recorded, m.any = map[quad.IRI]bool{}, map[quad.Value][]*told{}, map[quad.Value]bool{}
	if k.merged == 0 && k.report == 0 {
		return m, nil
	}
	own := []graph.ID{move}
	k.n.Row(move, quad.Object, []graph.ID{k.merged}, func(r graph.Run) { own = append(own, r.Others...) })
	own = slices.Compact(own)
	for _, id := range own {
		iri, ok := k.n.Value(id).(quad.IRI)
		if !ok {
			continue
		}
		m.merged[iri] = true
		if k.report == 0 {
			continue
		}
		k.n.Row(id, quad.Subject, []graph.ID{k.report}, func(r graph.Run) {
			for i, label := range r.Labels {
				record := k.n.Value(r.Others[i])
				if _, text := record.(quad.String); !text {
					m.given = append(m.given, record)
					continue
				}
				t := &told{own: iri, at: event, label: k.n.Value(label)}
				t.dataSet = t.label
				if err == nil {
					err = t.unrecord(ctx, k, k.n.Term(r.Others[i]).Text)
				}
				told, as := t.asTold(k, of)
				if err == nil && id == move {
					t.own, err = k.j.form.mint(k.j.names, told, as)
					t.fixed = t.own != event
				}
				m.any[t.label] = true
				if k.isOf(of, t) {
					m.recorded[t.label] = append(m.recorded[t.label], t)
				}
			}
		})
	}
	return m, err
}

// unrecord reads the facts of a report from the text that [told.record] has made of them.
func (t *told) unrecord(ctx context.Context, k *knownEvents, text string) error {
	r := nquads.NewBytesReader([]byte(text), syntax.WithContext(ctx))
	defer r.Close()
	for {
		q, err := r.ReadQuad()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		predicate, _ := q.Predicate.(quad.IRI)
		t.said = append(t.said, saying{predicate, q.Object})
		t.take(k.j.form, predicate, k.merges.now(q.Object))
	}
}

// asTold gives what is said as it was told, and of whom, whatever that has become by merges; and notes whose report it is now.
func (t *told) asTold(k *knownEvents, person quad.IRI) (of quad.IRI, as says) {
	of, as, t.of = person, t.says, person
	merged, mine := !k.merges.none(), false
	if merged {
		as = says{}
	}
	for _, s := range t.said {
		if merged {
			as.take(k.j.form, s.predicate, s.object)
		}
		if who, ok := s.object.(quad.IRI); ok && s.predicate == k.j.form.of && !mine {
			of = who
			t.of, _ = k.merges.now(who).(quad.IRI)
			mine = t.of == person
		}
	}
	return of, as
}

// isOf tells whether a report is to be joined with those of a person. An event can have reports of two: if one id was given to
// two, or if what made them one is taken back. Each is read with those of whom it tells.
func (k *knownEvents) isOf(person quad.IRI, t *told) bool {
	if t.of != person && k.j.anew {
		k.j.note(t.of)
	}
	return t.of == person
}
