package explorer

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"strings"

	"talentgraph.example/query/picture"
)

//go:embed static
var static embed.FS

// styleSheet is that of all pages and of the pictures in them: one, since a page waits for it before it shows anything.
func styleSheet() string {
	own, err := static.ReadFile("static/explorer.css")
	if err != nil {
		return picture.Style()
	}
	return picture.Style() + string(own)
}

// version tells the files that come with the program from those of another version of it.
func version(style string) string {
	sum := sha256.New()
	sum.Write([]byte(style))
	_ = fs.WalkDir(static, ".", func(path string, _ fs.DirEntry, _ error) error {
		text, _ := static.ReadFile(path) // nil of a directory
		sum.Write(text)
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

// cached lets browsers keep a file that comes with the program: for good if they asked for its version, else for an hour.
func (h *handler) cached(files http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/") {
			http.NotFound(w, r)
			return
		}
		keep := "max-age=3600"
		if r.URL.Query().Get("v") == h.version {
			keep = "max-age=31536000, immutable"
		}
		w.Header().Set("Cache-Control", keep)
		files.ServeHTTP(w, r)
	})
}
