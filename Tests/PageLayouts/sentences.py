"""Sentences of our own, by language, of which the pages' articles are made."""

FRENCH = ["L’autorité portuaire a annoncé mardi l’arrêt des travaux du nouveau quai après un conflit salarial.",
          "Le ministère des transports a confirmé que la ligne orientale restera fermée jusqu’à la fin des réparations.",
          "Selon un porte-parole syndical, les discussions ont duré jusqu’à minuit et reprendront la semaine prochaine.",
          "L’entreprise nie que le marché ait été attribué sans appel d’offres, selon un communiqué publié à Dakar.",
          "La cour des comptes attend un rapport complet sur les deux grues endommagées avant la fin du mois."]
GERMAN = ["Die Hafenbehörde teilte am Dienstag mit, dass die Arbeiten am neuen Kai nach einem Lohnstreit ruhen.",
          "Das Verkehrsministerium bestätigte, dass die östliche Strecke bis zum Ende der Reparaturen gesperrt bleibt.",
          "Nach Angaben eines Gewerkschaftssprechers dauerten die Gespräche bis Mitternacht und werden fortgesetzt.",
          "Der Auftragnehmer wies den Vorwurf zurück, der Vertrag sei ohne Ausschreibung vergeben worden.",
          "Der Rechnungshof erwartet bis zum Monatsende einen Bericht über die beiden beschädigten Kräne."]
PORTUGUESE = ["A autoridade portuária disse na terça-feira que as obras do novo cais pararam devido a uma disputa salarial.",
              "O ministério dos transportes confirmou que a linha oriental continuará fechada até ao fim das reparações.",
              "Um porta-voz do sindicato afirmou que as conversações duraram até à meia-noite e serão retomadas.",
              "A empreiteira negou que o contrato tenha sido adjudicado sem concurso público, segundo um comunicado.",
              "O tribunal de contas pediu um relatório completo sobre os dois guindastes danificados."]
ARABIC = ["أعلنت هيئة الميناء يوم الثلاثاء توقف العمل في الرصيف الجديد بعد خلاف حول الأجور.",
          "وأكدت وزارة النقل أن الخط الشرقي سيبقى مغلقا حتى انتهاء أعمال الإصلاح.",
          "وقال متحدث باسم النقابة إن المحادثات استمرت حتى منتصف الليل وستستأنف الأسبوع المقبل.",
          "ونفى المقاول أن يكون العقد قد منح دون مناقصة وفق بيان نشر في العاصمة."]
JAPANESE = ["港湾局は火曜日、賃金をめぐる対立のため新しい岸壁の工事が止まっていると発表した。", "運輸省は、修理が終わるまで東部の路線を閉鎖すると確認した。",
            "労働組合の広報担当者は、協議が深夜まで続き、来週再開されると述べた。", "請負業者は、入札なしで契約が結ばれたとの指摘を否定した。"]
TRADITIONAL = ["港務局星期二表示，新碼頭的工程因工資糾紛已經停工，恢復日期尚未確定。", "運輸部證實，東線鐵路將關閉至維修完成為止，預計需要三個星期。",
               "工會發言人說，談判持續到午夜，雙方同意下週繼續協商工作條件。", "承包商否認合約未經招標授予的說法，並表示將公布全部文件供公眾查閱。"]
KOREAN = ["항만청은 화요일 임금 분쟁으로 새 부두 공사가 중단됐다고 밝혔다.", "교통부는 수리가 끝날 때까지 동부 노선이 폐쇄된다고 확인했다.",
          "노조 대변인은 협상이 자정까지 이어졌으며 다음 주에 재개될 것이라고 말했다.", "시공사는 입찰 없이 계약이 체결됐다는 주장을 부인했다."]
TURKISH = ["Liman idaresi salı günü yaptığı açıklamada yeni rıhtımdaki çalışmaların ücret anlaşmazlığı nedeniyle durduğunu bildirdi.",
           "Ulaştırma bakanlığı doğu hattının onarımlar bitene kadar kapalı kalacağını doğruladı.",
           "Bir sendika sözcüsü görüşmelerin gece yarısına kadar sürdüğünü ve haftaya devam edeceğini söyledi.",
           "Yüklenici firma sözleşmenin ihalesiz verildiği yönündeki haberleri yalanladı."]
POLISH = ["Zarząd portu poinformował we wtorek, że prace przy nowym nabrzeżu wstrzymano z powodu sporu płacowego.",
          "Ministerstwo transportu potwierdziło, że linia wschodnia pozostanie zamknięta do końca napraw.",
          "Rzecznik związku powiedział, że rozmowy trwały do północy i zostaną wznowione w przyszłym tygodniu.",
          "Wykonawca zaprzeczył, jakoby umowę zawarto bez przetargu."]
GREEK = ["Η λιμενική αρχή ανακοίνωσε την Τρίτη ότι οι εργασίες στη νέα προβλήτα σταμάτησαν λόγω μισθολογικής διαφοράς.",
         "Το υπουργείο μεταφορών επιβεβαίωσε ότι η ανατολική γραμμή θα παραμείνει κλειστή μέχρι να τελειώσουν οι επισκευές.",
         "Εκπρόσωπος του σωματείου είπε ότι οι συνομιλίες κράτησαν ως τα μεσάνυχτα.", "Ο ανάδοχος διέψευσε ότι η σύμβαση δόθηκε χωρίς διαγωνισμό."]
HEBREW = ["רשות הנמל הודיעה ביום שלישי כי העבודות ברציף החדש נעצרו בעקבות סכסוך שכר.", "משרד התחבורה אישר כי הקו המזרחי יישאר סגור עד לסיום התיקונים.",
          "דובר האיגוד אמר כי השיחות נמשכו עד חצות ויתחדשו בשבוע הבא.", "הקבלן הכחיש שהחוזה נמסר ללא מכרז."]
VIETNAMESE = ["Cơ quan quản lý cảng cho biết hôm thứ Ba rằng công việc tại cầu cảng mới đã dừng lại do tranh chấp tiền lương.",
              "Bộ giao thông xác nhận tuyến phía đông sẽ đóng cửa cho đến khi việc sửa chữa hoàn tất.",
              "Người phát ngôn công đoàn nói rằng cuộc đàm phán kéo dài đến nửa đêm.", "Nhà thầu bác bỏ tin hợp đồng được trao mà không qua đấu thầu."]
TITLES = {"zh": "港口工程停工", "zh-Hant": "港口工程停工", "ru": "Работы в порту остановлены", "es": "Paran las obras del puerto", "fr": "Les travaux du port à l’arrêt",
          "de": "Arbeiten im Hafen ruhen", "pt": "Obras do porto paradas", "ar": "توقف العمل في الميناء", "ja": "港の工事が停止", "ko": "항만 공사 중단",
          "tr": "Limanda çalışmalar durdu", "pl": "Prace w porcie wstrzymane", "el": "Σταμάτησαν οι εργασίες στο λιμάνι", "he": "העבודות בנמל נעצרו",
          "vi": "Công việc tại cảng bị dừng"}
