-- Schema 1. Rows are only ever added. The payload columns hold the lossless JSON; the others serve SQL.
CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    core VARCHAR NOT NULL,
    started TIMESTAMP
);
CREATE TABLE reports (
    report_id VARCHAR NOT NULL,
    doc_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    title VARCHAR,
    source VARCHAR,
    url VARCHAR,
    published DATE,
    date_origin VARCHAR,
    language VARCHAR,
    rights VARCHAR,
    tlp VARCHAR,
    sensitivity VARCHAR,
    state VARCHAR,
    payload JSON NOT NULL
);
CREATE TABLE copies (
    doc_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    url VARCHAR,
    source VARCHAR
);
CREATE TABLE readings (
    report_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    extraction JSON NOT NULL,
    resolution JSON NOT NULL
);
CREATE TABLE mentions (
    report_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    mention_id VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    kind VARCHAR,
    form VARCHAR,
    start_pos INTEGER NOT NULL,
    end_pos INTEGER NOT NULL,
    quote VARCHAR NOT NULL
);
CREATE TABLE claims (
    report_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    doc_id VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    event_type VARCHAR NOT NULL,
    initiators VARCHAR[],
    recipients VARCHAR[],
    claimant VARCHAR,
    stance VARCHAR NOT NULL,
    polarity VARCHAR NOT NULL,
    speech_act VARCHAR NOT NULL,
    time_start DATE,
    time_end DATE,
    time_edtf VARCHAR,
    time_basis VARCHAR,
    places VARCHAR[],
    target_class VARCHAR,
    topic VARCHAR,
    reliable BOOLEAN NOT NULL,
    confidence DOUBLE NOT NULL,
    start_pos INTEGER NOT NULL,
    end_pos INTEGER NOT NULL,
    quote VARCHAR NOT NULL
);
CREATE TABLE tolls (
    report_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    claim_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    low DOUBLE,
    best DOUBLE,
    high DOUBLE,
    unit VARCHAR NOT NULL,
    whose VARCHAR[],
    victim_status VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    quote VARCHAR NOT NULL
);
CREATE TABLE links (
    report_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    mention_id VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    entity VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    reason VARCHAR NOT NULL,
    made_by VARCHAR NOT NULL
);
CREATE TABLE claim_links (
    report_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    claim_id VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    other_id VARCHAR NOT NULL
);
CREATE TABLE judgements (
    judgement_id VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    other VARCHAR,
    decision VARCHAR NOT NULL,
    field VARCHAR,
    value VARCHAR,
    made_by VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL,
    reason VARCHAR NOT NULL,
    undoes VARCHAR,
    payload JSON NOT NULL
);
