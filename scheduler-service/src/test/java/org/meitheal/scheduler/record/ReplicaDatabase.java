package org.meitheal.scheduler.record;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.meitheal.protocol.json.ProtocolJson;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database as one of several replicas sees it, or doesn't: it goes away when a test says so. */
public final class ReplicaDatabase extends DelegatingDataSource {
  private volatile boolean away;

  /**
   * @param url of a database, whose tables are made if they are not there
   */
  public ReplicaDatabase(String url) {
    super(new DriverManagerDataSource(url));
    Flyway.configure().dataSource(this).load().migrate();
  }

  public void goAway() {
    away = true;
  }

  public void comeBack() {
    away = false;
  }

  public ObjectiveStore objectives() {
    return new RecordConfiguration().objectiveStore(this, ProtocolJson.MAPPER);
  }

  public EventStore events() {
    return new RecordConfiguration().eventStore(this, ProtocolJson.MAPPER);
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (away) {
      throw new SQLException("away");
    }
    return super.getConnection();
  }
}
