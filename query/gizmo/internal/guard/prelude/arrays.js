// The methods of arrays, as JavaScript instead of built into the engine: a loop in JavaScript can be
// interrupted and its memory is sampled, a loop inside the engine cannot. They work on anything that has a
// length, as the standard says. Results are plain arrays.
(function (go, safe) {
	"use strict";
	var limit = 9007199254740991, few = go.maxArray;
	var isArray = Array.isArray, native = {}, uncurry = safe.uncurry;
	["shift", "unshift", "slice", "splice", "push"].forEach(function (name) {
		native[name] = uncurry(Array.prototype[name]);
	});

	function self(value, name) {
		if (value === null || value === undefined) throw new TypeError(name + " called on " + value);
		return Object(value);
	}
	function length(o) {
		var n = +o.length;
		if (!(n > 0)) return 0;
		return n > limit ? limit : n - n % 1;
	}
	function whole(n) {
		n = +n;
		return n !== n ? 0 : n - (n === Infinity || n === -Infinity ? 0 : n % 1);
	}
	function from(i, n) {
		i = whole(i);
		return i < 0 ? Math.max(n + i, 0) : Math.min(i, n);
	}
	function until(i, n) { return i === undefined ? n : from(i, n); }
	function callable(f) {
		if (typeof f !== "function") throw new TypeError(safe.show(f) + " is not a function");
		return f;
	}
	// The engine's own method is used where it moves memory and calls nothing: on a real array that is short.
	function short(o) { return isArray(o) && o.length <= few; }
	function text(value) { return value === null || value === undefined ? "" : `${value}`; }

	function merge(list, before) {
		var n = list.length, other = [], width, lo, mid, hi, i, j, k, swap;
		for (width = 1; width < n; width *= 2) {
			for (lo = 0; lo < n; lo += 2 * width) {
				mid = Math.min(lo + width, n); hi = Math.min(lo + 2 * width, n);
				for (i = lo, j = mid, k = lo; k < hi; k++)
					other[k] = i < mid && (j >= hi || !before(list[j], list[i])) ? list[i++] : list[j++];
			}
			swap = list; list = other; other = swap;
		}
		return list;
	}
	function sorted(list, compare) {
		if (compare !== undefined) return merge(list, function (a, b) { return +compare(a, b) < 0; });
		var keyed = [], i;
		for (i = 0; i < list.length; i++) keyed[i] = { key: `${list[i]}`, value: list[i] };
		keyed = merge(keyed, function (a, b) { return a.key < b.key; });
		for (i = 0; i < keyed.length; i++) keyed[i] = keyed[i].value;
		return keyed;
	}
	function sortWhole(o, compare, holes) {
		if (compare !== undefined) callable(compare);
		var n = length(o), list = [], undefineds = 0, i;
		for (i = 0; i < n; i++) {
			if (holes && !(i in o)) continue;
			if (o[i] === undefined) undefineds++; else native.push(list, o[i]);
		}
		list = sorted(list, compare);
		for (i = 0; i < undefineds; i++) native.push(list, undefined);
		return list;
	}
	function flatten(into, o, depth, map, that) {
		var n = length(o), i, value;
		for (i = 0; i < n; i++) {
			if (!(i in o)) continue;
			value = map ? map.call(that, o[i], i, o) : o[i];
			if (depth > 0 && isArray(value)) flatten(into, value, depth - 1); else native.push(into, value);
		}
		return into;
	}
	var joining = [];
	function join(o, separator, one) {
		var i, n = length(o), out = "";
		for (i = 0; i < joining.length; i++) if (joining[i] === o) return "";
		native.push(joining, o);
		try {
			for (i = 0; i < n; i++) {
				if (i > 0) out += separator;
				out += one(o[i]);
			}
		} finally {
			joining.length--;
		}
		return out;
	}
	function find(o, f, that, step) {
		callable(f);
		var n = length(o), i = step > 0 ? 0 : n - 1;
		for (; i >= 0 && i < n; i += step) if (f.call(that, o[i], i, o)) return i;
		return -1;
	}
	function reduce(o, f, args, step) {
		callable(f);
		var n = length(o), i = step > 0 ? 0 : n - 1, value;
		if (args.length > 1) value = args[1];
		else {
			while (i >= 0 && i < n && !(i in o)) i += step;
			if (i < 0 || i >= n) throw new TypeError("Reduce of empty array with no initial value");
			value = o[i]; i += step;
		}
		for (; i >= 0 && i < n; i += step) if (i in o) value = f(value, o[i], i, o);
		return value;
	}
	function copy(o) {
		var n = length(o), list = [], i;
		for (i = 0; i < n; i++) native.push(list, o[i]);
		return list;
	}

	safe.define(Array.prototype, {
		concat() {
			var into = [], i, k, n, o;
			for (i = -1; i < arguments.length; i++) {
				o = i < 0 ? self(this, "concat") : arguments[i];
				if (!isArray(o) && !(o !== null && typeof o === "object" && o[Symbol.isConcatSpreadable])) {
					native.push(into, o);
					continue;
				}
				if (into.length === 0 && short(o)) { into = native.slice(o); continue; }
				for (n = length(o), k = 0; k < n; k++) if (k in o) native.push(into, o[k]); else into.length++;
			}
			return into;
		},
		copyWithin(target, start, end) {
			var o = self(this, "copyWithin"), n = length(o), to = from(target, n), at = from(start, n);
			var count = Math.min(until(end, n) - at, n - to), step = 1;
			if (at < to && to < at + count) { step = -1; at += count - 1; to += count - 1; }
			for (; count > 0; count--, at += step, to += step) if (at in o) o[to] = o[at]; else delete o[to];
			return o;
		},
		every(f, that) {
			var o = self(this, "every"), n = length(o), i;
			callable(f);
			for (i = 0; i < n; i++) if (i in o && !f.call(that, o[i], i, o)) return false;
			return true;
		},
		fill(value, start, end) {
			var o = self(this, "fill"), n = length(o), i = from(start, n), last = until(end, n);
			for (; i < last; i++) o[i] = value;
			return o;
		},
		filter(f, that) {
			var o = self(this, "filter"), n = length(o), list = [], i, value;
			callable(f);
			for (i = 0; i < n; i++) if (i in o && f.call(that, value = o[i], i, o)) native.push(list, value);
			return list;
		},
		find(f, that) { var o = self(this, "find"), i = find(o, f, that, 1); return i < 0 ? undefined : o[i]; },
		findIndex(f, that) { return find(self(this, "findIndex"), f, that, 1); },
		findLast(f, that) { var o = self(this, "findLast"), i = find(o, f, that, -1); return i < 0 ? undefined : o[i]; },
		findLastIndex(f, that) { return find(self(this, "findLastIndex"), f, that, -1); },
		flat(depth) { return flatten([], self(this, "flat"), depth === undefined ? 1 : whole(depth)); },
		flatMap(f, that) { return flatten([], self(this, "flatMap"), 1, callable(f), that); },
		forEach(f, that) {
			var o = self(this, "forEach"), n = length(o), i;
			callable(f);
			for (i = 0; i < n; i++) if (i in o) f.call(that, o[i], i, o);
		},
		includes(value, start) {
			var o = self(this, "includes"), n = length(o), i = from(start, n);
			for (; i < n; i++) if (o[i] === value || value !== value && o[i] !== o[i]) return true;
			return false;
		},
		indexOf(value, start) {
			var o = self(this, "indexOf"), n = length(o), i = from(start, n);
			for (; i < n; i++) if (o[i] === value && i in o) return i;
			return -1;
		},
		join(separator) { return join(self(this, "join"), separator === undefined ? "," : `${separator}`, text); },
		lastIndexOf(value, start) {
			var o = self(this, "lastIndexOf"), n = length(o), i = n - 1;
			if (arguments.length > 1) { i = whole(start); i = i < 0 ? n + i : Math.min(i, n - 1); }
			for (; i >= 0; i--) if (o[i] === value && i in o) return i;
			return -1;
		},
		map(f, that) {
			var o = self(this, "map"), n = length(o), list = [], i;
			callable(f);
			for (i = 0; i < n; i++) if (i in o) list[i] = f.call(that, o[i], i, o);
			if (list.length < n) list.length = n;
			return list;
		},
		reduce(f) { return reduce(self(this, "reduce"), f, arguments, 1); },
		reduceRight(f) { return reduce(self(this, "reduceRight"), f, arguments, -1); },
		reverse() {
			var o = self(this, "reverse"), lo = 0, hi = length(o) - 1, a, b, hasA, hasB;
			for (; lo < hi; lo++, hi--) {
				hasA = lo in o; hasB = hi in o; a = o[lo]; b = o[hi];
				if (hasB) o[lo] = b; else delete o[lo];
				if (hasA) o[hi] = a; else delete o[hi];
			}
			return o;
		},
		shift() {
			var o = self(this, "shift"), n = length(o), first = o[0], i;
			if (short(o)) return native.shift(o);
			for (i = 1; i < n; i++) if (i in o) o[i - 1] = o[i]; else delete o[i - 1];
			if (n > 0) delete o[n - 1];
			o.length = Math.max(n - 1, 0);
			return first;
		},
		slice(start, end) {
			var o = self(this, "slice"), n = length(o), i = from(start, n), last = until(end, n), list = [], k = 0;
			if (short(o)) return native.slice(o, i, last);
			for (; i < last; i++, k++) if (i in o) list[k] = o[i];
			if (list.length < k) list.length = k;
			return list;
		},
		some(f, that) {
			var o = self(this, "some"), n = length(o), i;
			callable(f);
			for (i = 0; i < n; i++) if (i in o && f.call(that, o[i], i, o)) return true;
			return false;
		},
		sort(compare) {
			var o = self(this, "sort"), n = length(o), list = sortWhole(o, compare, true), i;
			for (i = 0; i < list.length; i++) o[i] = list[i];
			for (; i < n; i++) delete o[i];
			return o;
		},
		splice(start, count) {
			var o = self(this, "splice"), n = length(o), at = from(start, n), removed = [], i, k;
			count = arguments.length === 0 ? 0 : arguments.length === 1 ? n - at : Math.min(Math.max(whole(count), 0), n - at);
			var added = Math.max(arguments.length - 2, 0), tail = [];
			for (i = at, k = 0; k < count; i++, k++) if (i in o) removed[k] = o[i];
			removed.length = count;
			if (added !== count) {
				for (; i < n; i++) native.push(tail, i in o, o[i]);
				for (i = 0, k = at + added; i < tail.length; i += 2, k++) if (tail[i]) o[k] = tail[i + 1]; else delete o[k];
				o.length = n - count + added;
			}
			for (i = 0; i < added; i++) o[at + i] = arguments[i + 2];
			return removed;
		},
		toLocaleString() {
			return join(self(this, "toLocaleString"), ",", function (value) {
				return value === null || value === undefined ? "" : `${value.toLocaleString()}`;
			});
		},
		toReversed() { return copy(self(this, "toReversed")).reverse(); },
		toSorted(compare) { return sortWhole(self(this, "toSorted"), compare, false); },
		toSpliced() {
			var list = copy(self(this, "toSpliced"));
			safe.apply(list.splice, list, arguments);
			return list;
		},
		toString() {
			var o = self(this, "toString");
			return typeof o.join === "function" ? o.join() : safe.show(o);
		},
		unshift() {
			var o = self(this, "unshift"), n = length(o), k = arguments.length, i;
			if (short(o) && k < few) return safe.apply(safe.unshift, o, arguments);
			for (i = n - 1; i >= 0 && k > 0; i--) if (i in o) o[i + k] = o[i]; else delete o[i + k];
			for (i = 0; i < k; i++) o[i] = arguments[i];
			return o.length = n + k;
		},
		with(index, value) {
			var list = copy(self(this, "with")), i = whole(index);
			if (i < 0) i += list.length;
			if (i < 0 || i >= list.length) throw new RangeError("Invalid index : " + index);
			list[i] = value;
			return list;
		},
	});

	safe.define(Array, {
		from(items, map, that) {
			var list = [], i = 0, n, value;
			if (map !== undefined) callable(map);
			if (items === null || items === undefined) throw new TypeError("Array.from needs a list, got " + items);
			if (items[Symbol.iterator] !== undefined && items[Symbol.iterator] !== null) {
				for (value of items) { native.push(list, map ? map.call(that, value, i) : value); i++; }
				return list;
			}
			for (n = length(items); i < n; i++) native.push(list, map ? map.call(that, items[i], i) : items[i]);
			return list;
		},
	});
})
