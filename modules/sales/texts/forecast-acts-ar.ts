/** أفعال التوقعات وحالات رفضها. */
export const forecastActsAr = { 'forecast-adjusted': 'وُضع رقم بجانب التوقع' }

export const forecastErrorsAr = {
  'forecast-over': 'انتهت الفترة {period}: ما يُعرف الآن ليس توقعًا لها.',
  'adjustment-about': 'اذكر الفريق أو الشخص المقصود؛ وللكل لا تذكر أحدًا.',
  'adjustment-out-of-reach': 'لا تضع أرقامًا إلا بجانب أرقام الأشخاص والفرق الذين ترى فرصهم.',
}
