package shacl

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// The constraints on all values together: their number (section 4.2), one for each language (4.4.5), and sh:hasValue.

func readMinCount(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	least, err := r.natural(s, "minCount", v)
	return []constraint{{component: "MinCount", wanted: r.show(v), bind: func(*run) (check, error) {
		return func(at *at) error {
			if len(at.values) < least {
				return at.fail(breach{number: len(at.values)})
			}
			return nil
		}, nil
	}}}, err
}

func readMaxCount(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	most, err := r.natural(s, "maxCount", v)
	return []constraint{{component: "MaxCount", wanted: r.show(v), bind: func(*run) (check, error) {
		return func(at *at) error {
			n := len(at.values)
			if n > most && at.claims != nil {
				n = mostOfOne(at.claims)
			}
			if n > most {
				return at.fail(breach{number: n})
			}
			return nil
		}, nil
	}}}, err
}

// mostOfOne is how often the claim stands in a list that stands there most often.
func mostOfOne(claims []graph.ID) int {
	counts, most := map[graph.ID]int{}, 0
	for _, c := range claims {
		counts[c]++
		most = max(most, counts[c])
	}
	return most
}

func readUniqueLang(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	on, err := isTrue(s, "uniqueLang", v, r)
	if !on || err != nil {
		return nil, err
	}
	return []constraint{{component: "UniqueLang", wanted: "", bind: func(*run) (check, error) {
		return func(at *at) error {
			if len(at.values) < 2 {
				return nil
			}
			counts := map[string]int{}
			var several []string
			for _, v := range at.values {
				lang := strings.ToLower(at.term(v).Lang)
				if counts[lang]++; lang != "" && counts[lang] == 2 {
					several = append(several, lang)
				}
			}
			slices.Sort(several)
			for _, lang := range several {
				if err := at.fail(breach{number: counts[lang], text: lang}); err != nil {
					return err
				}
			}
			return nil
		}, nil
	}}}, nil
}

func readHasValue(r *reader, _ *Shape, v quad.Value) ([]constraint, error) {
	return []constraint{{component: "HasValue", wanted: r.show(v), bind: func(run *run) (check, error) {
		wanted := run.id(v)
		return func(at *at) error {
			if slices.Contains(at.values, wanted) {
				return nil
			}
			return at.fail(breach{})
		}, nil
	}}}, nil
}
