package isolate

import (
	"fmt"
	"os"
	"strconv"
)

// variable is where Init leaves word for New, in the environment of the process: a process in which Init was not called
// must not start itself again, since its main would run there.
const variable = "TALENTGRAPH_GIZMO_INIT"

func told(pid int) { _ = os.Setenv(variable, strconv.Itoa(pid)) }

// wasTold tells whether Init was called here. What was inherited has the number of another process.
func wasTold() bool { return os.Getenv(variable) == strconv.Itoa(os.Getpid()) }

// self is the command that starts this program again.
func self() ([]string, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("isolate: this program does not know where it is, to be started again; give one by isolate.WithCommand: %w", err)
	}
	return []string{path}, nil
}
