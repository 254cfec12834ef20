package dev.tandem.store;

import java.sql.SQLException;

/** Another gateway works on the database; the message is a sentence for the operator. */
final class DatabaseTakenException extends SQLException {

    private static final long serialVersionUID = 1;

    private final String sentence;

    DatabaseTakenException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
