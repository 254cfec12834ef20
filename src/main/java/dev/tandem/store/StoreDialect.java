package dev.tandem.store;

import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;

/** The SQL both databases understand: PostgreSQL's, but for the weaker row lock that only PostgreSQL has. */
public class StoreDialect extends PostgreSQLDialect {
    /** For a database that is not asked. */
    public StoreDialect() {}

    /** For the database described. */
    public StoreDialect(DialectResolutionInfo database) {
        super(database);
    }

    @Override
    public String getForUpdateString() {
        return " for update";
    }
}
