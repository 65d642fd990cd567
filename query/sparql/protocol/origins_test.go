package protocol_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/query/sparql/protocol"
)

// Pages of origins that are allowed may read, others not, whatever they ask.
func TestOrigins(t *testing.T) {
	h := protocol.AllowOrigins(protocol.New(facts(t, 3)), "https://editor.example")
	ask := func(method, origin string, preflight bool) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, "/?query=ASK{}", nil)
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		if preflight {
			r.Header.Set("Access-Control-Request-Method", "POST")
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		assert.Equal(t, "Origin", w.Header().Get("Vary"))
		return w
	}
	for origin, allowed := range map[string]string{"https://editor.example": "https://editor.example", "https://editor.example.org": "", "null": "", "": ""} {
		got := ask(http.MethodGet, origin, false)
		assert.Equal(t, http.StatusOK, got.Code)
		assert.Equal(t, allowed, got.Header().Get("Access-Control-Allow-Origin"), origin)
		got = ask(http.MethodOptions, origin, true)
		assert.Equal(t, http.StatusNoContent, got.Code)
		assert.Equal(t, allowed, got.Header().Get("Access-Control-Allow-Origin"), origin)
		assert.Equal(t, allowed != "", got.Header().Get("Access-Control-Allow-Headers") != "")
	}
	assert.Equal(t, http.StatusMethodNotAllowed, ask(http.MethodOptions, "https://editor.example", false).Code, "no preflight")
	h = protocol.AllowOrigins(protocol.New(facts(t, 3)), "*")
	assert.Equal(t, "https://any.example", ask(http.MethodGet, "https://any.example", false).Header().Get("Access-Control-Allow-Origin"))
}

// No page of another origin can change a graph, neither by a form nor with a permission to read.
func TestForeignPagesCannotUpdate(t *testing.T) {
	for _, c := range []struct {
		header map[string]string
		passes bool
	}{
		{nil, true}, // no browser
		{map[string]string{"Origin": "http://example.com"}, true},
		{map[string]string{"Origin": "http://example.com", "Sec-Fetch-Site": "same-origin"}, true},
		{map[string]string{"Origin": "https://evil.example"}, false},
		{map[string]string{"Origin": "https://editor.example"}, false},
		{map[string]string{"Origin": "null"}, false},
		{map[string]string{"Origin": "http://example.com:81"}, false},
		{map[string]string{"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}, false},
		{map[string]string{"Sec-Fetch-Site": "same-site"}, false},
	} {
		for _, kind := range []string{"application/x-www-form-urlencoded", "application/sparql-update"} {
			g := facts(t, 3)
			h := protocol.AllowOrigins(protocol.NewWithUpdates(g), "*", "https://editor.example")
			send := func(text string) int {
				body := text
				if kind == "application/x-www-form-urlencoded" {
					body = url.Values{"update": {text}}.Encode()
				}
				r := httptest.NewRequest(http.MethodPost, "http://example.com/", strings.NewReader(body))
				r.Header.Set("Content-Type", kind)
				for name, value := range c.header {
					r.Header.Set(name, value)
				}
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				return w.Code
			}
			code := send("CLEAR ALL")
			assert.Equal(t, c.passes, code == http.StatusOK, "%v", c.header)
			assert.Equal(t, c.passes, g.Size() == 0, "%v", c.header)
			if !c.passes {
				assert.Equal(t, http.StatusForbidden, code)
			}
		}
	}
}
