package org.meitheal.scheduler.record;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions whose every failure is a {@link org.springframework.dao.DataAccessException}, also
 * where there is no connection to begin one with.
 */
final class Transactions implements TransactionOperations {
  private final TransactionTemplate template;

  Transactions(DataSource dataSource) {
    template = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  @Override
  public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
    try {
      return template.execute(action);
    } catch (CannotCreateTransactionException away) {
      throw new DataAccessResourceFailureException("no connection for a transaction", away);
    }
  }
}
