package explorer

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

const (
	policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; " +
		"base-uri 'none'; frame-ancestors 'none'"
	longestParameter = 2 << 10
	longestURL       = 256 << 10 // a script in q may be longer than other parameters
)

// guard answers those alone who ask for one of our hosts, from one of our pages or by a link.
func (h *handler) guard(next http.Handler) http.Handler {
	origins := http.NewCrossOriginProtection()
	inner := origins.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		set := w.Header().Set
		set("Content-Security-Policy", policy)
		set("X-Content-Type-Options", "nosniff")
		set("Referrer-Policy", "no-referrer")
		set("Cross-Origin-Opener-Policy", "same-origin")
		set("Cross-Origin-Resource-Policy", "same-origin")
		set("X-Frame-Options", "DENY")
		set("Cache-Control", "no-store")
		switch {
		case !h.ours(r.Host):
			http.Error(w, "This is not the host that was asked for.", http.StatusMisdirectedRequest)
		case foreign(r):
			http.Error(w, "Follow a link to this page; other sites may not load it.", http.StatusForbidden)
		case len(r.URL.RawQuery) > longestURL:
			http.Error(w, "The address is too long.", http.StatusRequestURITooLong)
		default:
			inner.ServeHTTP(w, r)
		}
	})
}

// ours tells whether a Host header names this handler, with any port. It keeps other names that lead here out, by which a
// page elsewhere could read the answers.
func (h *handler) ours(host string) bool {
	name := host
	if only, _, err := net.SplitHostPort(host); err == nil {
		name = only
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	return slices.Contains([]string{"127.0.0.1", "localhost", "::1"}, name) || slices.ContainsFunc(h.o.hosts, func(ours string) bool {
		return strings.EqualFold(ours, host) || strings.EqualFold(ours, name)
	})
}

// foreign tells whether another site makes the browser ask, other than by a link that somebody follows.
func foreign(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "cross-site", "same-site":
	default:
		return false
	}
	dest := r.Header.Get("Sec-Fetch-Dest")
	return r.Header.Get("Sec-Fetch-Mode") != "navigate" || dest != "" && dest != "document"
}
