package protocol

import (
	"net/http"
	"slices"
)

// AllowOrigins lets pages of other origins read the answers of a handler, such as an editor that runs in a browser
// (CORS, as the Fetch standard has it). An origin is "https://example.org", without a path; "*" is any. Whoever can open such a
// page can read whatever the handler answers to the browser, so that "*" is for data that is public. Requests with cookies
// are not among them, and updates are refused all the same.
func AllowOrigins(h http.Handler, origins ...string) http.Handler {
	origins = slices.Clone(origins)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		allowed := origin != "" && (slices.Contains(origins, "*") || slices.Contains(origins, origin))
		w.Header().Add("Vary", "Origin")
		if allowed {
			w.Header().Set("Access-Control-Allow-Origin", origin)
		}
		if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
			h.ServeHTTP(w, r)
			return
		}
		if allowed {
			w.Header().Set("Access-Control-Allow-Methods", "GET, POST")
			w.Header().Set("Access-Control-Allow-Headers", "Accept, Content-Type")
			w.Header().Set("Access-Control-Max-Age", "86400")
		}
		w.WriteHeader(http.StatusNoContent)
	})
}
