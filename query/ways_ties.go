package query

import (
	"context"
	"maps"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// tieForm is a way in which a node tells of ties: from the nodes that one predicate leads to, or from itself, to those
// that another one leads to.
type tieForm struct {
	kind     ArrowKind
	from, to graph.ID // predicates; from is 0 for the node itself
	also     graph.ID // a predicate that leads to the same nodes as to, and is needed too; 0 for none
	fromKind NodeKind // what such nodes are, unless they have a class; NodeThing where it does not tell
	toKind   NodeKind
}

// The forms, as places in tieReader.forms.
const (
	formLeft = iota
	formJoined
	formRose
	formFounded
	formMoved
	formFoundedFrom
	formPost
	formFounderPost
	formInvested
	formUnitOf // the first of those told by a single fact
	formOf
	formLedBy
	formSibling
	formContact
)

func tieForms(t *ask.Terms) []tieForm {
	const person, organization, thing = NodePerson, NodeOrganization, NodeThing
	return []tieForm{
		formLeft:        {ArrowLeft, t.Person, t.From, 0, person, organization},
		formJoined:      {ArrowJoined, t.Person, t.To, 0, person, organization},
		formRose:        {ArrowRose, t.Person, t.To, t.From, person, organization},
		formFounded:     {ArrowFounded, t.Person, t.To, 0, person, organization},
		formMoved:       {ArrowMoved, t.From, t.To, 0, organization, organization},
		formFoundedFrom: {ArrowFounded, t.From, t.To, 0, organization, organization},
		formPost:        {ArrowPost, t.Holder, t.At, 0, person, thing},
		formFounderPost: {ArrowFounded, t.Holder, t.At, 0, person, thing},
		formInvested:    {ArrowInvested, t.Investor, t.Investee, 0, organization, organization},
		formUnitOf:      {ArrowUnitOf, 0, t.UnitOf, 0, organization, organization},
		formOf:          {ArrowOf, 0, t.Of, 0, thing, organization},
		formLedBy:       {ArrowLedBy, 0, t.LedBy, 0, thing, person},
		formSibling:     {ArrowSibling, 0, t.Sibling, 0, person, person},
		formContact:     {ArrowContact, 0, t.ContactWith, 0, person, organization},
	}
}

// withoutPeople tells whether a form stays when people are folded away.
func withoutPeople(form int) bool {
	return form == formMoved || form == formFoundedFrom || form == formInvested || form == formUnitOf || form == formOf
}

// bundle is ties that one node tells of: from each of some nodes to each of some others, ascending both.
type bundle struct {
	form     int
	teller   graph.ID
	from, to []graph.ID
}

// tieReader reads ties, a teller at a time.
type tieReader struct {
	*ask.Question
	forms  []tieForm
	stages *stageFinder

	facts tieFacts // of the teller at hand
	times []ask.Dated
	told  []bundle
}

// tieFacts is what counting claims say of a teller.
type tieFacts struct {
	stageNode
	investors, investees                   []graph.ID
	wholes, owners, leaders, kin, contacts []graph.ID
	classes                                []graph.ID
}

func newTieReader(q *ask.Question) *tieReader {
	t := &tieReader{Question: q, forms: tieForms(q.Terms), stages: stages(q)}
	t.facts.stageNode = *newStageNode()
	return t
}

// asked gives the forms that are asked for.
func (t *tieReader) asked(yield func(form int) bool) {
	for form := range t.forms {
		if (!t.Options.FoldPeople || withoutPeople(form)) && !yield(form) {
			return
		}
	}
}

// predicates are those from tellers to nodes.
func (t *tieReader) predicates() []graph.ID {
	var all []graph.ID
	for form := range t.asked {
		all = append(all, t.forms[form].from, t.forms[form].to)
	}
	return ask.Distinct(all)
}

// each calls yield with the bundles of each teller in time. They are overwritten by the next teller's.
func (t *tieReader) each(ctx context.Context, tellers []graph.ID, yield func(bundle) error) error {
	end := t.Trace.Begin("read ties", ask.IndexSubject, len(tellers))
	found := 0
	err := t.EachNode(ctx, tellers, func(teller graph.ID, facts ask.Facts) error {
		t.read(facts)
		t.times = t.AppendSpans(t.times[:0], teller, t.facts.whens, t.facts.years)
		if !t.Times.Allow(t.times) {
			return nil
		}
		t.bundles(teller)
		for _, b := range t.told {
			found++
			if err := yield(b); err != nil {
				return err
			}
			if len(b.from)+len(b.to) > 64 && ctx.Err() != nil {
				return ctx.Err()
			}
		}
		return nil
	})
	end(found)
	return err
}

// read picks from what is said of a teller.
func (t *tieReader) read(facts ask.Facts) {
	f, terms := &t.facts, t.Terms
	t.stages.readNode(&f.stageNode, facts)
	for _, list := range []*[]graph.ID{&f.investors, &f.investees, &f.wholes, &f.owners, &f.leaders, &f.kin, &f.contacts, &f.classes} {
		*list = (*list)[:0]
	}
	for i, other := range facts.Others {
		switch facts.Predicates[i] {
		case terms.Investor:
			f.investors = ask.AppendNew(f.investors, other)
		case terms.Investee:
			f.investees = ask.AppendNew(f.investees, other)
		case terms.UnitOf:
			f.wholes = ask.AppendNew(f.wholes, other)
		case terms.Of:
			f.owners = ask.AppendNew(f.owners, other)
		case terms.LedBy:
			f.leaders = ask.AppendNew(f.leaders, other)
		case terms.Sibling:
			f.kin = ask.AppendNew(f.kin, other)
		case terms.ContactWith:
			f.contacts = ask.AppendNew(f.contacts, other)
		case terms.Type:
			f.classes = ask.AppendNew(f.classes, other)
		}
	}
}

// bundles notes what a teller tells of.
func (t *tieReader) bundles(teller graph.ID) {
	t.told = t.told[:0]
	note := func(form int, from, to []graph.ID) {
		if len(from) > 0 && len(to) > 0 {
			t.told = append(t.told, bundle{form, teller, from, to})
		}
	}
	f, fold := &t.facts, t.Options.FoldPeople
	came, cameFrom, held := formJoined, formMoved, formPost
	if t.stages.whyFounding(teller, &f.stageNode).Subject != 0 {
		came, cameFrom, held = formFounded, formFoundedFrom, formFounderPost
	}
	if fold || len(f.movers) == 0 {
		note(cameFrom, f.froms, f.tos)
	} else {
		stayed := ask.Intersect(slices.Clone(f.tos), f.froms)
		note(came, f.movers, without(f.tos, stayed))
		note(formRose, f.movers, stayed)
		note(formLeft, f.movers, without(f.froms, stayed))
	}
	note(formInvested, f.investors, f.investees)
	self := []graph.ID{teller}
	note(formUnitOf, self, f.wholes)
	if !slices.Contains(f.classes, t.Terms.Strategy) && !(fold && slices.Contains(f.classes, t.Terms.Group)) {
		note(formOf, self, f.owners)
	}
	if !fold {
		note(held, f.holders, f.ats)
		note(formLedBy, self, f.leaders)
		note(formSibling, self, f.kin)
		note(formContact, self, f.contacts)
	}
}

// without leaves some of the nodes out; both are ascending.
func without(nodes, some []graph.ID) []graph.ID {
	if len(some) == 0 {
		return nodes
	}
	return slices.DeleteFunc(slices.Clone(nodes), func(id graph.ID) bool { return ask.Contains(some, id) })
}

// distances gives the nodes within so many arrows of one, with how many.
func (t *tieReader) distances(ctx context.Context, center graph.ID, hops int) (map[graph.ID]int, error) {
	far := map[graph.ID]int{center: 0}
	frontier := []graph.ID{center}
	for distance := 1; distance <= hops && len(frontier) > 0; distance++ {
		tellers, err := t.Into(ctx, frontier, t.predicates()...)
		if err != nil {
			return nil, err
		}
		tellers = ask.MergeTwo(nil, tellers, frontier)
		var next []graph.ID
		reach := func(near, nodes []graph.ID) {
			if !slices.ContainsFunc(near, func(id graph.ID) bool { return ask.Contains(frontier, id) }) {
				return
			}
			for _, id := range nodes {
				if _, known := far[id]; !known {
					far[id] = distance
					next = append(next, id)
				}
			}
		}
		err = t.each(ctx, tellers, func(b bundle) error {
			reach(b.from, b.to)
			reach(b.to, b.from)
			return nil
		})
		if err != nil {
			return nil, err
		}
		frontier = ask.Distinct(next)
	}
	return far, nil
}

// among gives the tellers of ties between some nodes, and perhaps others, ascending: those that both of the predicates
// of a form lead from to these nodes.
func (t *tieReader) among(ctx context.Context, nodes map[graph.ID]int) ([]graph.ID, error) {
	ids := slices.Sorted(maps.Keys(nodes))
	reading := map[graph.ID][]graph.ID{0: ids} // by predicate
	into := func(predicate graph.ID) (tellers []graph.ID, err error) {
		tellers, known := reading[predicate]
		if !known {
			tellers, err = t.Into(ctx, ids, predicate)
			reading[predicate] = tellers
		}
		return tellers, err
	}
	var all []graph.ID
	for form := range t.asked {
		if t.forms[form].to == 0 {
			continue // no fact has it
		}
		from, err := into(t.forms[form].from)
		if err != nil {
			return nil, err
		}
		to, err := into(t.forms[form].to)
		if err != nil {
			return nil, err
		}
		all = ask.MergeTwo(make([]graph.ID, 0, len(all)+len(to)), all, ask.Intersect(slices.Clone(from), to))
	}
	return all, ctx.Err()
}
