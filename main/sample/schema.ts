/**
 * “Heron & Otter”, an invented bookshop on seven canal barges. Tables first, so that filling them
 * is quick; what guards and finds rows comes after.
 */
export const TABLES = `
  create table harbours (
    id integer primary key,
    name text not null unique,
    region text not null,
    latitude real not null,
    longitude real not null,
    mooring_fee decimal_text(8,2) not null,
    has_lock boolean not null default 0,
    note text
  );

  create table barges (
    id integer primary key,
    name text not null unique,
    built_in integer not null,
    length_m real not null,
    shelf_metres real not null,
    home_harbour_id integer not null references harbours (id),
    figurehead blob,
    sails_again_on date
  );

  create table crew (
    id integer primary key,
    full_name text not null,
    role text not null check (role in ('captain', 'bookseller', 'bookbinder', 'cook', 'cat')),
    barge_id integer references barges (id),
    reports_to integer references crew (id),
    hired_on date not null,
    monthly_wage decimal_text(10,2)
  );

  create table genres (
    id integer primary key,
    parent_id integer references genres (id),
    name text not null unique
  );

  create table publishers (
    id integer primary key,
    name text not null unique,
    town text not null,
    founded_in integer,
    website text
  );

  create table authors (
    id integer primary key,
    full_name text not null,
    pen_name text,
    born_in integer,
    biography text
  );

  create table books (
    id integer primary key,
    shelf_mark text not null unique,
    title text not null,
    genre_id integer not null references genres (id),
    publisher_id integer not null references publishers (id),
    language text not null,
    pages integer not null,
    weight_kg real not null,
    price decimal_text(10,2) not null,
    published_on date,
    details json not null,
    cover blob
  );

  create table book_authors (
    book_id integer not null references books (id) on delete cascade,
    author_id integer not null references authors (id),
    position integer not null,
    primary key (book_id, author_id)
  ) without rowid;

  create table stock (
    barge_id integer not null references barges (id),
    book_id integer not null references books (id),
    copies integer not null check (copies >= 0),
    shelf text not null,
    counted_at datetime,
    primary key (barge_id, book_id)
  ) without rowid;

  create table stock_moves (
    id integer primary key,
    barge_id integer not null,
    book_id integer not null,
    copies_before integer not null,
    copies_after integer not null,
    moved_at datetime not null default current_timestamp
  );

  create table readers (
    id integer primary key,
    card_number text not null unique,
    full_name text not null,
    email text,
    home_harbour_id integer references harbours (id),
    joined_on date not null,
    preferences json,
    remark text
  );

  create table voyages (
    id integer primary key,
    barge_id integer not null references barges (id),
    from_harbour_id integer not null references harbours (id),
    to_harbour_id integer not null references harbours (id),
    departed_at datetime not null,
    arrived_at datetime,
    distance_km numeric,
    log text
  );

  create table sales (
    id integer primary key,
    sold_at datetime not null,
    barge_id integer not null references barges (id),
    harbour_id integer not null references harbours (id),
    book_id integer not null references books (id),
    reader_id integer references readers (id),
    quantity integer not null check (quantity > 0),
    unit_price decimal_text(10,2) not null,
    discount decimal_text(5,4),
    total decimal_text(12,2) not null,
    paid_with text not null,
    air_celsius real,
    note text,
    wrapping json,
    stamp blob
  );

  create table reviews (
    id integer primary key,
    book_id integer not null references books (id),
    reader_id integer not null references readers (id),
    stars integer not null check (stars between 1 and 5),
    written_at datetime not null,
    text text not null,
    unique (book_id, reader_id)
  );

  -- A drawer for odds and ends: values of any kind in one column, as SQLite allows.
  create table lost_and_found (
    id integer primary key,
    found_on date not null,
    barge_id integer references barges (id),
    thing text not null,
    measure
  );
`

export const INDEXES = `
  create index sales_by_time on sales (sold_at);
  create index sales_by_book on sales (book_id, sold_at);
  create index sales_by_reader on sales (reader_id) where reader_id is not null;
  create index books_by_title on books (title collate nocase);
  create index voyages_by_barge on voyages (barge_id, departed_at);
  create index reviews_by_reader on reviews (reader_id);
  create index readers_by_mail_host on readers (substr(email, instr(email, '@') + 1));
`

/** Sums of \`decimal_text\` are made in whole cents, since SQLite adds such texts as binary fractions. */
export const VIEWS = `
  create view catalogue as
    select b.id, b.shelf_mark, b.title,
      (select group_concat(name, ', ')
       from (select coalesce(a.pen_name, a.full_name) as name
             from book_authors w join authors a on a.id = w.author_id
             where w.book_id = b.id order by w.position)) as authors,
      g.name as genre, p.name as publisher, b.language, b.price,
      b.details ->> '$.binding' as binding
    from books b
    join genres g on g.id = b.genre_id
    join publishers p on p.id = b.publisher_id;

  create view takings_by_month as
    select strftime('%Y-%m', sold_at) as month, count(*) as sales, sum(quantity) as copies,
      printf('%d.%02d', sum(cents) / 100, sum(cents) % 100) as takings
    from (select sold_at, quantity, cast(replace(total, '.', '') as integer) as cents from sales)
    group by month;

  create view best_sellers as
    select b.id, b.title, sum(s.quantity) as copies, count(distinct s.reader_id) as readers
    from sales s join books b on b.id = s.book_id
    group by b.id
    order by copies desc
    limit 100;

  create view loved_books as
    select b.title, round(avg(r.stars), 2) as stars, count(*) as reviews
    from reviews r join books b on b.id = r.book_id
    group by b.id
    having count(*) >= 5
    order by stars desc, reviews desc;

  create view genre_tree as
    with recursive tree (id, path, depth) as (
      select id, name, 0 from genres where parent_id is null
      union all
      select g.id, t.path || ' › ' || g.name, t.depth + 1
      from genres g join tree t on g.parent_id = t.id)
    select id, path, depth from tree order by path;
`

export const TRIGGERS = `
  create trigger stock_is_noted after update of copies on stock
  when old.copies <> new.copies
  begin
    insert into stock_moves (barge_id, book_id, copies_before, copies_after)
    values (new.barge_id, new.book_id, old.copies, new.copies);
  end;

  create trigger sales_take_from_stock after insert on sales
  begin
    update stock set copies = max(0, copies - new.quantity)
    where barge_id = new.barge_id and book_id = new.book_id;
  end;
`
