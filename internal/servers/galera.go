package servers

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// Galera is a cluster of three MariaDB servers. Each has what is committed on any.
type Galera struct {
	Nodes [3]*MariaDB

	made atomic.Int64
}

// NewGalera starts a cluster, which is stopped when the test ends.
func NewGalera(t testing.TB) *Galera {
	t.Helper()
	library := find(t, "libgalera_smm.so", "galera-4", "/usr/lib/galera", "/usr/lib64/galera-4")
	find(t, "rsync", "rsync", "/usr/bin") // with which a node that comes back is given what there is
	g := &Galera{}
	const servers = len(g.Nodes)
	all := freePorts(t, 4*servers)
	clients, members, copies, changes := all[:servers], all[servers:2*servers], all[2*servers:3*servers], all[3*servers:]
	var addresses []string
	for _, port := range members {
		addresses = append(addresses, fmt.Sprint("127.0.0.1:", port))
	}
	first := installMariaDB(t, clients[0])
	for i := range g.Nodes {
		g.Nodes[i] = first
		if i > 0 {
			g.Nodes[i] = &MariaDB{program: first.program, Port: clients[i], dir: folder(t)}
			t.Cleanup(g.Nodes[i].Crash)
		}
		g.Nodes[i].options = []string{
			"--wsrep-on=ON", "--wsrep-provider=" + library, "--wsrep-cluster-name=talentgraph", "--wsrep-cluster-address=gcomm://" + strings.Join(addresses, ","),
			"--binlog-format=ROW", "--innodb-autoinc-lock-mode=2", "--wsrep-node-address=127.0.0.1", fmt.Sprint("--wsrep-node-name=node", i),
			"--wsrep-sst-method=rsync", fmt.Sprint("--wsrep-sst-receive-address=127.0.0.1:", copies[i]),
			fmt.Sprintf("--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:%d;ist.recv_addr=127.0.0.1:%d;gcache.size=32M;pc.recovery=false"+
				";evs.keepalive_period=PT0.5S;evs.suspect_timeout=PT5S;evs.inactive_timeout=PT20S", members[i], changes[i]),
		}
	}
	const alone = "--wsrep-new-cluster"
	first.start(t, alone)
	first.end(syscall.SIGTERM)
	safe := filepath.Join(first.dir, "data", "grastate.dat")
	text, err := os.ReadFile(safe)
	if err == nil {
		err = os.WriteFile(safe, regexp.MustCompile(`safe_to_bootstrap: .`).ReplaceAll(text, []byte("safe_to_bootstrap: 1")), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, node := range g.Nodes[1:] { // as if it had been there: so it need not be sent everything
		run(t, node.dir, "/bin/cp", "-r", first.dir+"/data", node.dir+"/data")
	}
	first.start(t, alone)
	first.makeDatabase(t)
	for _, node := range g.Nodes[1:] {
		node.Start(t)
	}
	g.awaitAll(t)
	return g
}

// awaitAll waits until the cluster has all its nodes.
func (g *Galera) awaitAll(t testing.TB) {
	t.Helper()
	for i, node := range g.Nodes {
		db := node.connect(t, "")
		defer db.Close()
		for deadline := time.Now().Add(3 * time.Minute); ; time.Sleep(50 * time.Millisecond) {
			var name, size, state string
			err := db.QueryRow("show status like 'wsrep_cluster_size'").Scan(&name, &size)
			if err == nil {
				err = db.QueryRow("show status like 'wsrep_local_state_comment'").Scan(&name, &state)
			}
			if err == nil && size == fmt.Sprint(len(g.Nodes)) && state == "Synced" {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("node %d sees %q nodes, is %q, %v:\n%s", i, size, state, err, node.process.log)
			}
		}
	}
}

// Source gives that of another, empty graph, whose address begins with the first node.
func (g *Galera) Source(testing.TB) string {
	return g.through(fmt.Sprint("g", g.made.Add(1)), g.Nodes[0].Address(), g.Nodes[1].Address(), g.Nodes[2].Address())
}

// through gives the source of a graph by some addresses.
func (g *Galera) through(graph string, addresses ...string) string {
	return fmt.Sprintf("mysql://tg@%s/tg?graph=%s", strings.Join(addresses, ","), graph)
}
