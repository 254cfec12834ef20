package dev.tandem.number;

/** What a number is bought for: a person's calls or an application's. */
public enum AssignmentType {
    PERSON,
    APPLICATION
}
