"""Languages that texts speak of: a word beside one is quoted from it, or is one itself."""

LANGUAGES = "(?:{})".format(
    "|".join(
        """Akan Albanian Amharic Arabic BSL Bahdini Bangla Bengali Bulgarian Burmese Cant Cantonese Chinese Cornish
        Czech Dari Dutch English Fante Farsi French Gaelic German Greek Gujarati Hakka Hausa Hebrew Hindi Hungarian
        Igbo Irish Italian Japanese Khmer Krio Kurdish Kurmanji Latin Latvian Lingala Lithuanian Makaton Mandarin
        Mandinka Manx Nepali Oromo Pashto Persian Polish Portuguese Punjabi Romani Romanian Russian Sanskrit Scots
        Shelta Shona Sinhala Slovak Somali Sorani Spanish Swahili Sylheti Tagalog Tamil Tetum Tigrinya Turkish Twi
        Ukrainian Urdu Vietnamese Welsh Wolof Yiddish Yoruba pinyin""".split()
    )
)
"""Any of them, for patterns. Names of peoples that are no languages are in the list of nationalities."""
