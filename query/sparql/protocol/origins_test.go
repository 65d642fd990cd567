package protocol_test

import (
	"net/http"
	"net/http/httptest"
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
