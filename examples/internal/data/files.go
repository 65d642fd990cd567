package data

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"talentgraph.example/loader"
)

// Files lists the files that a command line names: a folder stands for those in it that have facts by their names, a
// pattern such as "news/*.csv" for those that it fits, for shells that leave patterns as they are.
func Files(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		if Shared(path) {
			files = append(files, path)
			continue
		}
		info, err := os.Stat(path)
		switch {
		case err == nil && info.IsDir():
			in, err := inFolder(path)
			if err != nil {
				return nil, err
			}
			files = append(files, in...)
		case err != nil && path != loader.Standard && strings.ContainsAny(path, "*?["):
			found, err := filepath.Glob(path)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			if len(found) == 0 {
				return nil, fmt.Errorf("there is no file %s", path)
			}
			files = append(files, found...)
		default:
			files = append(files, path)
		}
	}
	return files, nil
}

func inFolder(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		_, known := loader.FormatOf(e.Name())
		office := strings.HasPrefix(e.Name(), "~$") // that a program which has the workbook open keeps beside it
		if !e.IsDir() && (known || Kept(e.Name()) || isSheet(e.Name())) && !strings.HasPrefix(e.Name(), ".") && !office {
			files = append(files, filepath.Join(folder, e.Name()))
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("there is no file of facts in the folder %s", folder)
	}
	return files, nil
}

// isSheet tells whether a file is of a spreadsheet program, by its name. What cannot be read of these says so, and is not passed over.
func isSheet(name string) bool {
	return slices.Contains([]string{".xls", ".xlsb", ".ods", ".et", ".numbers"}, strings.ToLower(filepath.Ext(name)))
}
