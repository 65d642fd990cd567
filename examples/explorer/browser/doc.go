// Package browser follows the work of readers and editors through the explorer in a real Chromium. It is a module of its
// own, so that nobody else depends on what drives the browser.
//
//	apt-get install --no-install-recommends chromium fonts-wqy-microhei
//	go test ./...
//
// Where there is no Chromium its tests are skipped, but in continuous integration (CI=true) they fail. EXPLORER_SHOTS names
// a folder for screenshots. They show what is in TALENTGRAPH_ARTICLE if that is set, so do not publish them.
package browser
