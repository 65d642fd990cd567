package explorer

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"

	"talentgraph.example/query/picture"
)

type whyBody struct {
	S, P, O string
	Asked   bool
	Rows    []row
	More    bool
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
		if b.Rows, err = p.facts(b.S, b.P, b.O, pageRows+1); err != nil {
			return err
		}
		if len(b.Rows) > pageRows {
			b.Rows, b.More = b.Rows[:pageRows], true
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
