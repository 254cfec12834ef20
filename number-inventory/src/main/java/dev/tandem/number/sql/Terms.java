package dev.tandem.number.sql;

import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.NumberType;
import dev.tandem.number.Price;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What a number is, what it is wanted for and what it costs: the same columns for what is held and what is owned. */
public record Terms(
        String country, NumberType type, AssignmentType assignmentType, Capabilities capabilities, Price price) {
    /** The columns, for a statement. */
    public static final String COLUMNS = "country, type, assignment_type, calling, sms, amount, currency";

    /** Reads them from a row that has all of them. */
    public static Terms of(ResultSet row) throws SQLException {
        return new Terms(
                row.getString("country"),
                NumberType.valueOf(row.getString("type")),
                AssignmentType.valueOf(row.getString("assignment_type")),
                capabilities(row, "calling", "sms"),
                new Price(row.getBigDecimal("amount"), row.getString("currency")));
    }

    /** Reads two columns of capabilities. */
    public static Capabilities capabilities(ResultSet row, String calling, String sms) throws SQLException {
        return new Capabilities(Capability.valueOf(row.getString(calling)), Capability.valueOf(row.getString(sms)));
    }
}
