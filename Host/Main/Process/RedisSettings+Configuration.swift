import HostOperations
import HostServices

extension RedisSettings {
  /// The server that is configured, and what this host remembers of it; nil when state is in a file.
  ///
  /// - Throws: what is wrong with the file of authorities.
  init?(_ loaded: HostConfiguration.Loaded) throws(ConfigurationError) {
    let state = loaded.configuration.state
    guard let redis = state.redis else { return nil }
    self.init(redis, tls: try RedisTLS(loaded), folder: state.folder)
  }

  /// Collects what is configured.
  init(_ redis: HostConfiguration.Redis, tls: RedisTLS?, folder: String) {
    self.init(
      redis.addresses, sentinel: redis.sentinel, user: redis.user, password: redis.password,
      database: redis.database, prefix: redis.prefix, tls: tls?.factory)
    memory = folder + "/redis-seen"
  }
}
