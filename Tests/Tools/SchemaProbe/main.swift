import HostOperations
import RoostJSON

// Reads {"schema": …, "instance": …} a line and prints valid, invalid or refused for each, so that the
// verdicts can be compared with another implementation's.
while let line = readLine() {
  guard let pair = try? JSONValue(parsing: line), let schema = pair["schema"], let instance = pair["instance"]
  else {
    print("malformed")
    continue
  }
  guard let compiled = try? JSONSchema.compile(schema) else {
    print("refused")
    continue
  }
  print(compiled.validate(instance).isEmpty ? "valid" : "invalid")
}
