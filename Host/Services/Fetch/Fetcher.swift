package import HostOperations

/// Sends requests to servers elsewhere, over libcurl: certificates verified, no proxy, no cookies, no redirect unless
/// asked for, and every address looked at when it is connected to.
package final class Fetcher: Sendable {
  /// Told the answer, or why there is none: once, on a thread that must not be kept.
  package typealias Answer = @Sendable (Result<FetchResponse, FetchFailure>) -> Void

  /// Connections to any address are kept apart from those to public ones, so that no request finds one that it could
  /// not have opened.
  private let (open, any): (FetchEngine, FetchEngine)
  /// Told of each request.
  private let told: @Sendable (FetchRequest) -> Void

  /// A fetcher whose threads begin with the first request.
  ///
  /// - Parameters:
  ///   - authorities: a PEM file of the authorities that sign servers' certificates; nil is the system's.
  ///   - connections: most connections to public addresses, and as many to others.
  package convenience init(authorities: String? = nil, connections: Int = 256) throws(SystemFailure) {
    try self.init(authorities, connections) { _ in }
  }

  private init(
    _ authorities: String?, _ connections: Int, _ told: @escaping @Sendable (FetchRequest) -> Void
  ) throws(SystemFailure) {
    self.told = told
    open = try FetchEngine(authorities: authorities, connections: connections)
    any = try FetchEngine(authorities: authorities, connections: connections)
  }

  /// One that sends nothing: every request is answered at once as one that was not sent.
  package static var deaf: Fetcher {
    get throws(SystemFailure) {
      try deaf { _ in }
    }
  }

  /// One that sends nothing and tells of each request that it was to send.
  package static func deaf(
    _ told: @escaping @Sendable (FetchRequest) -> Void
  ) throws(SystemFailure) -> Fetcher {
    let fetcher = try Fetcher(nil, 1, told)
    fetcher.close()
    return fetcher
  }

  /// Sends a request, and follows its redirects as far as it allows and the scope reaches.
  package func send(_ request: FetchRequest, within scope: FetchScope, _ answer: @escaping Answer) {
    told(request)
    let reach: FetchScope.Reach
    do throws(FetchFailure) {
      reach = try scope.check(request.url)
    } catch {
      return answer(.failure(error))
    }
    engine(reach).start(
      Transfer(request, reach) { result, redirect in
        guard case .success(let response) = result, let redirect, request.redirects > 0 else {
          return answer(result)
        }
        do throws(FetchFailure) {
          self.send(request.redirected(response.status, to: try FetchURL(redirect)), within: scope, answer)
        } catch {
          answer(.failure(FetchFailure(.denied, "it is redirected to a place that is none: \(error)")))
        }
      })
  }

  /// Sends a request whose answer's body is read piece by piece. Redirects are not followed.
  ///
  /// - Parameter head: told the answer without its body.
  package func stream(_ request: FetchRequest, within scope: FetchScope, _ head: @escaping Answer)
    -> FetchStream
  {
    told(request)
    let stream = FetchStream()
    let reach: FetchScope.Reach
    do throws(FetchFailure) {
      reach = try scope.check(request.url)
    } catch {
      stream.ended(error)
      head(.failure(error))
      return stream
    }
    let engine = engine(reach)
    let transfer = Transfer(request, reach, stream: stream) { result, _ in head(result) }
    stream.attach { engine.post(.resume(transfer)) }
    engine.start(transfer)
    return stream
  }

  /// Breaks off what is under way, and sends nothing more. Blocks until all was told.
  package func close() {
    open.close()
    any.close()
  }

  private func engine(_ reach: FetchScope.Reach) -> FetchEngine { reach == .any ? any : open }
}
