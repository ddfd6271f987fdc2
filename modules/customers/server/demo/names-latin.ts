import { type NameStock, names, parts } from './name-stock.ts'

export const nordic: NameStock = {
  language: 'nb',
  script: 'Latin',
  country: 'NO',
  women: names(
    'Ingrid Astrid Sigrid Kari Liv Solveig Åse Bjørg Ragnhild Marit Tone Hege Guro Maja Nora Emma Ida Thea Frida Silje Ellen Turid Gunn Randi Berit Åshild Synnøve Hedda Signe Linnéa',
  ),
  men: names(
    'Ola Lars Bjørn Håkon Øyvind Knut Per Jens Magnus Sverre Tor Eirik Sigurd Pål Nils Jonas Emil Kåre Odd Leif Trygve Anders Steinar Vegard Åge Gunnar Rolf Harald Søren Mikkel',
  ),
  families: names(
    'Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Johnsen Pettersen Eriksen Berg Haugen Hagen Johannessen Andreassen Jacobsen Dahl Halvorsen Henriksen Lund Sørensen Jakobsen Moen Gundersen Strand Solberg Bakken Ødegård Nygård Bråten Tønnessen Sæther Kjær Østby Brekke Myhre Vik',
  ),
  syllables: [
    parts(
      'Berg Dal Fjell Grøn Hau Ås Lind Myr Nor Sand Skog Sol Stein Strøm Tveit Vang Øst Vest Kvam Rød Bjørk Elv Foss Hol Kil Lang Nes Ras Sel Ul Aas Brat Eng Furu Gran',
    ),
    parts('- - e s la ne ke ter va li'),
    parts('sen stad rud heim vik gård nes lund berg dal land øy vold moen haug seter rød by bø aker'),
  ],
}

export const swedish: NameStock = {
  language: 'sv',
  script: 'Latin',
  country: 'SE',
  women: names(
    'Anna Eva Maria Karin Kristina Lena Kerstin Sara Ingela Märta Åsa Elsa Alma Wilma Ebba Saga Moa Agnes Tuva Greta Britta Gunilla Malin Frida Linnea',
  ),
  men: names(
    'Erik Lars Karl Anders Johan Per Nils Jan Mikael Gustav Oskar Axel Hugo Elias Viktor Göran Håkan Björn Sven Mårten Jörgen Olof Ragnar Tobias Henrik',
  ),
  families: names(
    'Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Lindström Olofsson Lindqvist Lindgren Berglund Fredriksson Sandberg Henriksson Forsberg Sjöberg Wallin Engström Eklund Danielsson Håkansson Lundin Björk Bergman Holmgren Wikström Åkesson',
  ),
  syllables: [
    parts(
      'Lind Berg Sjö Holm Ek Lund Sand Fors Hed Ny Dal Ström Wall Norr Söder Öst Väster Björk Gran Hag Rosen Ceder Hall Malm Stål Å Blom Ahl Edel Lilje',
    ),
    parts('- - - e en er'),
    parts(
      'gren qvist ström berg man dahl blad ek löf stedt mark lund holm vall rot fors sten borg lind by ander',
    ),
  ],
}

export const german: NameStock = {
  language: 'de',
  script: 'Latin',
  country: 'DE',
  women: names(
    'Anna Sabine Claudia Petra Ursula Monika Jutta Käthe Heike Birgit Anke Ulrike Greta Lena Hannah Mia Johanna Frieda Renate Ingeborg Sünje Gerda Elke Silke Dörte',
  ),
  men: names(
    'Hans Peter Michael Wolfgang Jürgen Klaus Uwe Günther Stefan Thomas Jörg Matthias Lukas Felix Björn Götz Heinz Dieter Bernd Ralf Torsten Holger Rüdiger Volker Jannik',
  ),
  families: names(
    'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Möller Weiß Jung Hahn Schubert Vogel Günther Böhm Groß Jäger Strauß',
  ),
  syllables: [
    parts(
      'Acker Bach Berg Birk Brand Braun Buch Burg Dorn Eber Eich Eisen Feld Fink Gold Grün Haber Hart Hein Hirsch Holz Kalten Kirch König Lang Linden Mühl Neu Ober Rein Rosen Sauer Schön Stein Wald Wein Weiß Winter Wolf Zeller',
    ),
    parts('- - - en er el s'),
    parts(
      'mann bauer berger meyer bach feld hof thal stein haus müller reuter ner ler scheid kamp brink rath holz wald ert ke',
    ),
  ],
}

export const english: NameStock = {
  language: 'en',
  script: 'Latin',
  country: 'GB',
  women: names(
    'Olivia Amelia Grace Emily Charlotte Sophie Hannah Alice Ruth Margaret Susan Joanne Catherine Rebecca Laura Rachel Helen Victoria Claire Fiona Siobhan Niamh Zoë Chloë Renée',
  ),
  men: names(
    'Oliver George Harry Jack James William Thomas David Robert Andrew Stephen Mark Paul Peter Simon Daniel Matthew Richard Edward Graham Callum Ewan Rhys Seán Liam',
  ),
  families: names(
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Patel Khan Lewis James Phillips Mason Mitchell Rose Davis Cox Anderson Martin Turner O'Brien O'Connor McDonald Fitzgerald Campbell Stewart Murphy Kelly Walsh Ryan",
  ),
  syllables: [
    parts(
      'Ash Black Bright Brook Burn Carl Chester Clay Copper Cran Dal East Farn Fen Glen Green Hal Ham Har Hawk Hol Kings Lang Mar Mid North Oak Pem Rad Red Ship Stan Sut Thorn Wake Whit Wil Win Wood York',
    ),
    parts('- - - er ing en s le'),
    parts(
      'ton ham ford ley worth field wood well by son man stone dale more shaw combe croft bridge hurst wick den ridge',
    ),
  ],
}

export const romance: NameStock = {
  language: 'fr',
  script: 'Latin',
  country: 'FR',
  women: names(
    'Élodie Chloé Zoé Camille Inès Hélène Margaux Léa Manon Amélie Lucía Sofía Carmen Inês Beatriz Giulia Chiara Francesca Aurélie Noémie Marta Núria Conceição Ángela Françoise',
  ),
  men: names(
    'Jean Pierre Étienne François Rémi Loïc Benoît Jérôme Théo José Álvaro Íñigo João Tiago Marco Luca Giovanni Matteo André Gaël Raúl Martín Sébastien Nicolás Raphaël',
  ),
  families: names(
    'Martin Bernard Dubois Thomas Robert Petit Durand Leroy Moreau Lefèvre García Fernández González Rodríguez López Martínez Sánchez Pérez Gómez Silva Santos Ferreira Pereira Oliveira Costa Rossi Russo Ferrari Esposito Bianchi Romano Colombo Muñoz Núñez Lefebvre Côté Gagné Bélanger Français Araújo',
  ),
  syllables: [
    parts(
      'Al Bar Bel Ber Cam Cas Char Cor Del Du Es Fer Gar Gon La Le Lo Mar Men Mon Mor Na Or Pas Per Ra Ro Sal San Se To Val Ver Vi Za Beau Bois Clé Fran Mé',
    ),
    parts('- ran ti la ne ri do ve mi ga na cé bou le'),
    parts('ez es ini etti ard eau ier et ez o a elli ona eira al in on ault ois ón ín ão'),
  ],
}

export const slavicTurkish: NameStock = {
  language: 'pl',
  script: 'Latin',
  country: 'PL',
  women: names(
    'Agnieszka Małgorzata Katarzyna Zofia Łucja Žaneta Jiřina Božena Šárka Ivana Milica Ayşe Fatma Zeynep Elif Özlem Gülşen Çiğdem Dorota Grażyna Jadwiga Ludmila Snežana Đurđa Ágnes',
  ),
  men: names(
    'Paweł Michał Łukasz Grzegorz Wojciech Jiří Ondřej Tomáš Zdeněk Đorđe Miloš Mehmet Mustafa Ömer Çağrı Gökhan Şükrü İbrahim Krzysztof Stanisław Goran Žarko László Gábor Attila',
  ),
  families: names(
    'Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Novák Svoboda Dvořák Černý Procházka Horvat Kovačević Babić Jovanović Petrović Nikolić Yılmaz Kaya Demir Şahin Çelik Yıldız Öztürk Aydın Özdemir Arslan Doğan Nagy Kovács Tóth Szabó Horváth Varga',
  ),
  syllables: [
    parts(
      'Wiś Kow Dąb Koz Szym Woj Gór Maz Kraw Pio Stę Zaj Żuk Grab Jab Mal Now Ol Paw Rut Sik Tom Wal Zie Krá Hor Nov Več Kov Mil Stan Bog Rad Vuk Yıl Öz Kar Gül Demir Ak',
    ),
    parts('n al ar ow or ic - at ul ek in'),
    parts('ski icz ak owski ński ek ić ović ev ová ka iak czyk an oğlu türk er kaya'),
  ],
}

export const vietnamese: NameStock = {
  language: 'vi',
  script: 'Latin',
  country: 'VN',
  women: names('Hương Lan Mai Thảo Ngọc Linh Trang Phương Hạnh Yến Thúy Nhung Diệp Hằng Quỳnh'),
  men: names('Minh Tuấn Hùng Dũng Long Nam Phúc Quang Thành Việt Đức Khánh Sơn Hải Bảo'),
  families: names(
    'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Trịnh Đinh Lâm Mai',
  ),
  syllables: [parts('Ng Tr Ph Th Kh Đ B L V Ch'), parts('uy ươ iê oà â ă ô'), parts('n ng m t nh p')],
  familyFirst: true,
}
