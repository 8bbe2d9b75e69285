import { roomOf } from "./rooms.ts";
import { child, children, dottedName, problemAt, syntaxOf, type Node, type Syntax } from "./syntax.ts";
import { isSource, isTest, type Check, type Problem } from "./tree.ts";

/** No state at module level: two servers run in one process without knowing of each other. */
export const moduleState: Check = {
  name: "module state",
  run(tree) {
    const checked = tree.paths.filter(
      (path) => isSource(path) && !isTest(path) && roomOf(path) !== undefined,
    );
    return { problems: checked.flatMap((path) => stateOf(syntaxOf(tree, path))) };
  },
};

// A WeakMap may stay: what it remembers of an unchangeable value is as true in the other server.
const collections = new Set(["Map", "Set", "Array"]);

function stateOf(syntax: Syntax): Problem[] {
  return children(syntax.program, "body")
    .map((statement) => child(statement, "declaration") ?? statement)
    .filter(({ type, ...rest }) => type === "VariableDeclaration" && rest["declare"] !== true)
    .flatMap((statement) => stateIn(syntax, statement));
}

function stateIn(syntax: Syntax, statement: Node): Problem[] {
  if (statement["kind"] !== "const")
    return [problemAt(syntax, statement, "a variable at module level is shared state")];
  return children(statement, "declarations")
    .filter((declarator) => isEmptyCollection(child(declarator, "init")) && !isReadonly(syntax, declarator))
    .map((declarator) =>
      problemAt(syntax, declarator, "an empty collection at module level is shared state"),
    );
}

/** An empty collection can only be there to be filled. */
function isEmptyCollection(init: Node | undefined): boolean {
  return (
    init?.type === "NewExpression" &&
    collections.has(dottedName(child(init, "callee")) ?? "") &&
    children(init, "arguments").length === 0
  );
}

/** `const none: ReadonlySet<string> = new Set()` is a value: nobody can fill it. */
function isReadonly(syntax: Syntax, declarator: Node): boolean {
  const id = child(declarator, "id");
  return id !== undefined && /:\s*[Rr]eadonly/.test(syntax.text.slice(id.start, id.end));
}
