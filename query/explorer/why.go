package explorer

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"

	"talentgraph.example/query"
	"talentgraph.example/query/picture"
)

type whyBody struct {
	S, P, O string
	Asked   bool
	Rows    []row
	Next    string
	Also    []choice
}

// why shows facts with all claims behind each.
func why(p *page) error {
	b := whyBody{S: p.q.Get("s"), P: p.q.Get("p"), O: p.q.Get("o")}
	if b.S != "" || b.P != "" || b.O != "" {
		done, err := p.turn(p.h.costly)
		if err != nil {
			return err
		}
		defer done()
		b.Asked = true
		next := ""
		more := []query.Option{query.Next(&next)}
		if after := p.q.Get("after"); after != "" {
			more = append(more, query.After(after))
		}
		if b.Rows, err = p.facts(b.S, b.P, b.O, pageRows, more...); err != nil {
			return err
		}
		if next != "" && len(b.Rows) == pageRows {
			b.Next = p.With("after", next)
		}
		for _, f := range []string{"json"} {
			b.Also = append(b.Also, choice{Value: f, Label: p.To("ask/why", "a1", b.S, "a2", b.P, "a3", b.O, "format", f)})
		}
	}
	return p.show(http.StatusOK, "why", p.W("why"), b)
}

// styleHash allows the one style of a standalone picture.
func styleHash() string {
	sum := sha256.Sum256([]byte(picture.Style()))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

func itoa(n int) string { return strconv.Itoa(n) }
