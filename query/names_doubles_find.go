package query

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/join"
	"talentgraph.example/internal/names"
	"talentgraph.example/query/internal/ask"
)

// alike gathers things by what makes them alike.
type alike map[string][]graph.ID

func (a alike) add(key string, id graph.ID) {
	if all := a[key]; len(all) == 0 || all[len(all)-1] != id {
		a[key] = append(all, id)
	}
}

// groups makes rows, in the order of the keys.
func (d *doubles) groups(ctx context.Context, a alike, reason Reason) error {
	for i, key := range slices.Sorted(maps.Keys(a)) {
		if i&1023 == 1023 && ctx.Err() != nil {
			return ctx.Err()
		}
		if len(a[key]) > 1 {
			d.group(a[key], reason)
		}
	}
	return ctx.Err()
}

// named finds people and organizations that have names alike.
func (d *doubles) named(ctx context.Context) error {
	people, err := d.all(ctx, d.Terms.PersonClass, d.Terms.Person, d.Terms.Holder)
	if err != nil {
		return err
	}
	if err := d.people(ctx, people); err != nil {
		return err
	}
	organizations, err := d.all(ctx, d.Terms.Organization, d.Terms.From, d.Terms.To, d.Terms.UnitOf)
	if err != nil {
		return err
	}
	return d.organizations(ctx, organizations)
}

// all gives the things of a class, and those that some predicates lead to, that facts which count speak of.
func (d *doubles) all(ctx context.Context, class graph.ID, predicates ...graph.ID) ([]graph.ID, error) {
	found, err := d.Unfiltered().Into(ctx, ask.Known([]graph.ID{class}), d.Terms.Type)
	if err != nil {
		return nil, err
	}
	for _, p := range ask.Known(predicates) {
		err := d.Numbers.Scan(ctx, p, false, func(_, objects, _ []graph.ID) bool {
			found = append(found, objects...)
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	found = ask.Distinct(found)
	for i := range found {
		if i&1023 == 1023 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !spokenOf(d.Question, found[i]) {
			found[i] = 0
		}
	}
	return slices.DeleteFunc(found, func(id graph.ID) bool { return id == 0 }), ctx.Err()
}

// namesOf gives the folded names of a thing, each once.
func (d *doubles) namesOf(id graph.ID) (all []string) {
	d.Numbers.Row(id, quad.Subject, nil, func(r graph.Run) {
		if !slices.Contains(d.Terms.Names, r.Predicate) {
			return
		}
		for _, o := range r.Others {
			if t := d.Numbers.Term(o); t.Kind == term.Literal {
				if name := names.Fold(t.Text); name != "" && !slices.Contains(all, name) {
					all = append(all, name)
				}
			}
		}
	})
	return all
}

// people compares those of people.
func (d *doubles) people(ctx context.Context, people []graph.ID) error {
	same, core, words, sound, initial := alike{}, alike{}, alike{}, alike{}, alike{}
	short := map[string]bool{} // keys of initial of which a name has nothing but the initial
	z := names.NewRomanizer()
	places, err := d.places(ctx, people)
	if err != nil {
		return err
	}
	for i, id := range people {
		if i&255 == 255 && ctx.Err() != nil {
			return ctx.Err()
		}
		for _, name := range d.namesOf(id) {
			own := names.PersonWords(name)
			d.whole(z, same, core, name, own, id)
			if len(own) == 0 {
				continue
			}
			if len(own) > 1 && !names.HasHan(name) {
				sorted := slices.Sorted(slices.Values(own))
				words.add(strings.Join(sorted, " "), id)
			}
			for _, key := range z.Keys(strings.Join(own, "")) {
				for _, at := range places[id] {
					sound.add(fmt.Sprint(key, " ", at.place), id)
				}
			}
			first, last := own[0], own[len(own)-1]
			if len(own) < 2 || names.HasHan(name) {
				continue
			}
			r, size := utf8.DecodeRuneInString(first)
			for _, at := range places[id] {
				key := fmt.Sprint(string(r), " ", last, " ", at.place, " ", at.year)
				initial.add(key, id)
				short[key] = short[key] || size == len(first)
			}
		}
	}
	maps.DeleteFunc(initial, func(key string, _ []graph.ID) bool { return !short[key] })
	for _, a := range []struct {
		alike
		reason Reason
	}{{same, SameName}, {core, SameCore}, {words, SameWords}, {sound, SameSound}, {initial, SameInitial}} {
		if err := d.groups(ctx, a.alike, a.reason); err != nil {
			return err
		}
	}
	return nil
}

// whole notes a name as it is, and without titles or endings. Chinese ones are in simplified characters.
func (d *doubles) whole(z *names.Romanizer, same, core alike, name string, words []string, id graph.ID) {
	for _, key := range z.SearchKeys(names.Squeeze(name)) {
		if key != "" {
			same.add(key, id)
		}
	}
	for _, key := range z.SearchKeys(strings.Join(words, "")) {
		if key != "" {
			core.add(key, id)
		}
	}
}

// placed is where a person was, and in which year; 0 is unknown.
type placed struct {
	place graph.ID
	year  int
}

// places gives where people were.
func (d *doubles) places(ctx context.Context, people []graph.ID) (map[graph.ID][]placed, error) {
	f := stages(d.Question)
	nodes, err := d.Into(ctx, people, f.Person, f.Holder)
	if err != nil {
		return nil, err
	}
	told, err := f.read(ctx, nodes, func(_, _ graph.ID) bool { return true })
	at := map[graph.ID][]placed{}
	for _, s := range told {
		year := 0
		if s.isDated {
			year = s.time.Year()
		}
		for _, place := range []graph.ID{s.from, s.at} {
			if place != 0 {
				at[s.person] = append(at[s.person], placed{place, year})
			}
		}
	}
	for person, all := range at {
		slices.SortFunc(all, func(a, b placed) int { return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.year, b.year)) })
		at[person] = slices.Compact(all)
	}
	return at, err
}

// organizations compares those of organizations.
func (d *doubles) organizations(ctx context.Context, organizations []graph.ID) error {
	if err := d.orgs.Learn(ctx, organizations); err != nil {
		return err
	}
	same, core, inside := alike{}, alike{}, alike{}
	z := names.NewRomanizer()
	byWords := alike{}
	wordsOf := map[graph.ID][][]string{}
	for i, id := range organizations {
		if i&255 == 255 && ctx.Err() != nil {
			return ctx.Err()
		}
		for _, name := range d.namesOf(id) {
			own := names.OrganizationWords(name)
			d.whole(z, same, core, name, own, id)
			if len(own) > 0 && !names.HasHan(name) {
				byWords.add(strings.Join(own, " "), id)
				wordsOf[id] = append(wordsOf[id], own)
			}
		}
	}
	const longest = 8 // words
	for i, id := range organizations {
		if i&255 == 255 && ctx.Err() != nil {
			return ctx.Err()
		}
		for _, own := range wordsOf[id] {
			for n := 1; n < min(len(own), longest); n++ {
				for _, part := range [2][]string{own[:n], own[len(own)-n:]} {
					if key := strings.Join(part, " "); len(key) > 2 && len(byWords[key]) > 0 {
						inside.add(key, id)
					}
				}
			}
		}
	}
	for _, a := range []struct {
		alike
		reason Reason
	}{{same, SameName}, {core, SameCore}} {
		if err := d.groups(ctx, a.alike, a.reason); err != nil {
			return err
		}
	}
	const most = 5
	for i, key := range slices.Sorted(maps.Keys(inside)) {
		if i&255 == 255 && ctx.Err() != nil {
			return ctx.Err()
		}
		longer := inside[key]
		if len(longer) > most {
			continue
		}
		for _, short := range byWords[key][:min(most, len(byWords[key]))] {
			others := slices.DeleteFunc(slices.Clone(longer), func(o graph.ID) bool { return o == short || d.orgs.Internal(o, short) })
			if len(others) > 0 {
				d.group(append(others, short), NameInAnother)
			}
		}
	}
	return ctx.Err()
}

// moves finds those that reports of one event would be, person by person.
func (d *doubles) moves(ctx context.Context) error {
	f := moveFinder{Question: d.Question, Terms: d.Terms}
	all, err := d.Subjects(ctx, d.Terms.Person)
	if err != nil {
		return err
	}
	type report struct {
		move, person graph.ID
		join.Report
	}
	var reports []report
	var ends ask.Numbering
	end := func(ids []graph.ID) int32 {
		if len(ids) == 0 {
			return 0
		}
		return ends.Number(ids[0]) + 1
	}
	err = f.eachMove(ctx, all, func(move graph.ID, m *moveFacts) {
		times := d.AppendSpans(nil, move, m.whens, m.years)
		if len(m.persons) != 1 || len(m.froms) > 1 || len(m.tos) > 1 || len(m.froms)+len(m.tos) == 0 || !d.Times.Allow(times) {
			return
		}
		span := join.Always
		if best, ok := d.Choose(times); ok {
			span = join.Span{First: best.First, Last: best.Last}
		}
		reports = append(reports, report{move, m.persons[0], join.Report{From: end(m.froms), To: end(m.tos), Span: span}})
	})
	if err != nil {
		return err
	}
	if err := d.orgs.Learn(ctx, ends.IDs); err != nil {
		return err
	}
	for i := range reports {
		if r := &reports[i]; r.From != 0 && r.To != 0 {
			r.Kind = join.Passage
			if d.orgs.Internal(ends.IDs[r.From-1], ends.IDs[r.To-1]) {
				r.Kind = join.Within
			}
		}
	}
	err = ask.SortFunc(ctx, reports, func(a, b report) int { return cmp.Or(cmp.Compare(a.person, b.person), cmp.Compare(a.move, b.move)) })
	if err != nil {
		return err
	}
	above := func(o int32) (up []int32) {
		for _, p := range d.orgs.AppendTops(nil, ends.IDs[o-1]) {
			up = append(up, ends.Number(p)+1)
		}
		return up
	}
	for i := 0; i < len(reports); {
		n := i
		var own []join.Report
		for ; n < len(reports) && reports[n].person == reports[i].person; n++ {
			own = append(own, reports[n].Report)
		}
		events, _, err := join.Events(ctx, own, join.Options{Above: above})
		if err != nil {
			return err
		}
		together := map[int][]graph.ID{}
		for k, event := range events {
			together[event] = append(together[event], reports[i+k].move)
		}
		for _, event := range slices.Sorted(maps.Keys(together)) {
			d.group(together[event], SameReports)
		}
		i = n
	}
	return ctx.Err()
}
