/** Acts and refusals of the forecast. */
export const forecastActsEn = { 'forecast-adjusted': 'Figure set beside the forecast' }

export const forecastErrorsEn = {
  'forecast-over': '{period} is over: what is known now is no forecast of it.',
  'adjustment-about': 'Say which team or person it is about; of the whole, nothing.',
  'adjustment-out-of-reach': 'You set figures only beside those of people and teams whose deals you see.',
}
