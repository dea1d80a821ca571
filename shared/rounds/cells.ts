// Reading and adding to cells of typed arrays whose indices are in range by construction.
type Numbers = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

export function at(cells: Numbers, index: number): number {
  return cells[index] ?? 0;
}

export function add(cells: Numbers, index: number, amount: number): void {
  cells[index] = (cells[index] ?? 0) + amount;
}
